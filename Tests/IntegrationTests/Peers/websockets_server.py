"""An echo server on `websockets`, with habits that a test chooses."""

import argparse
import asyncio
import collections
import hashlib
import logging

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from peer import announce, end_with_input, report

options = argparse.ArgumentParser()
options.add_argument("--close-after", type=int, help="messages after which the server closes")
options.add_argument("--close-code", type=int, default=4001)
options.add_argument("--fragments", type=int, default=1, help="frames of each reply")
options.add_argument("--ping-every", type=float, help="seconds between two pings of the server")
options.add_argument("--delay", type=float, default=0, help="seconds that each reply takes")
options.add_argument("--subprotocol", action="append", help="one that the server knows")
options.add_argument("--quiet", action="store_true", help="report nothing of single sessions")
settings = options.parse_args()
# Refused handshakes are the tests' matter, and not to be told with a stack.
logging.getLogger("websockets").setLevel(logging.CRITICAL)
totals = collections.Counter()


def in_fragments(message, count):
    size = max(1, -(-len(message) // count))
    return [message[start : start + size] for start in range(0, len(message), size)] or [message]


async def ping(socket, session):
    while True:
        await asyncio.sleep(settings.ping_every)
        waiter = await socket.ping(b"from the server")
        session["pings"] += 1
        await waiter
        session["pongs"] += 1


async def handle(socket):
    session = collections.Counter()
    digest = hashlib.sha256()
    pinging = asyncio.create_task(ping(socket, session)) if settings.ping_every else None
    try:
        async for message in socket:
            is_text = isinstance(message, str)
            digest.update(message.encode() if is_text else message)
            session["text" if is_text else "binary"] += 1
            if settings.delay:
                await asyncio.sleep(settings.delay)
            await socket.send(in_fragments(message, settings.fragments) if settings.fragments > 1 else message)
            if session.total() - session["pings"] - session["pongs"] == settings.close_after:
                await socket.close(settings.close_code, "enough")
    except ConnectionClosed:
        pass
    if pinging:
        pinging.cancel()
    if not settings.quiet:
        report(
            text=session["text"],
            binary=session["binary"],
            pings=session["pings"],
            pongs=session["pongs"],
            code=socket.close_code,
            reason=socket.close_reason,
            subprotocol=socket.subprotocol,
            origin=socket.request.headers.get("Origin"),
            path=socket.request.path,
            digest=digest.hexdigest(),
        )


async def main():
    server = await serve(
        handle,
        "127.0.0.1",
        0,
        subprotocols=settings.subprotocol,
        max_size=None,
        compression=None,
        ping_interval=None,
        open_timeout=60,
        backlog=4096,
    )
    announce(server.sockets[0].getsockname()[1])
    await server.serve_forever()


end_with_input()
asyncio.run(main())
