"""An echo server that goes away, with its listener and with a reset (RST) of all connections, and comes back on the
same port. Its times count from the opening of the first session; reports each going and coming."""

import argparse
import asyncio
import socket as sockets
import struct
import time

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run


def outage(text):
    begin, length = (float(part) for part in text.split(":"))
    return begin, length


options = argparse.ArgumentParser(description=__doc__)
options.add_argument("outages", nargs="+", type=outage, help="BEGIN:LENGTH in seconds, in order")
settings = options.parse_args()
first_session = asyncio.Event()


async def handle(socket):
    first_session.set()
    try:
        async for message in socket:
            await socket.send(message)
    except ConnectionClosed:
        pass


def reset(connection):
    raw = connection.transport.get_extra_info("socket")
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
    connection.transport.abort()


async def main():
    server = await listen(handle)
    port = port_of(server)
    announce(port)
    await first_session.wait()
    origin = time.monotonic()
    for begin, length in settings.outages:
        await asyncio.sleep(origin + begin - time.monotonic())
        server.close(close_connections=False)
        # Those in their opening handshake are among them.
        lost = list(server.handlers)
        for connection in lost:
            reset(connection)
        report(event="gone", at=time.monotonic() - origin, connections=len(lost))
        await asyncio.sleep(origin + begin + length - time.monotonic())
        server = await listen(handle, port)
        report(event="back", at=time.monotonic() - origin, connections=0)
    await server.serve_forever()


run(main)
