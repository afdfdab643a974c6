"""Sends as fast as a session takes it, from its first message on, and reports per session how long its writes stood
still: a client that does not read fills its own window and then this server's small buffers."""

import argparse
import socket as sockets
import time

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run

BLOCK = bytes(2048)

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--seconds", type=float, default=3, help="for which it sends to each session")
options.add_argument("--stall", type=float, default=0.3, help="seconds from which on a write stood still")
settings = options.parse_args()


async def handle(socket):
    raw = socket.transport.get_extra_info("socket")
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, 8192)
    stalls, sent = [], 0
    try:
        await socket.recv()
        began = time.monotonic()
        while time.monotonic() < began + settings.seconds:
            before = time.monotonic()
            await socket.send(BLOCK)
            waited = time.monotonic() - before
            if waited >= settings.stall:
                stalls.append({"after_bytes": sent, "seconds": waited})
            sent += len(BLOCK)
    except ConnectionClosed:
        pass
    report(sent=sent, stalls=stalls)


async def main():
    server = await listen(handle, write_limit=2048)
    announce(port_of(server))
    await server.serve_forever()


run(main)
