"""An echo server on `websockets`, with habits that a test chooses."""

import asyncio
import hashlib

from websockets.exceptions import ConnectionClosed

import habits
from library import listen, port_of
from peer import announce, report, run

options = habits.options()
options.add_argument("--fragments", type=int, default=1, help="frames of each reply")
settings = options.parse_args()


def in_fragments(message):
    size = max(1, -(-len(message) // settings.fragments))
    return [message[start : start + size] for start in range(0, len(message), size)] or message


async def handle(socket):
    session = habits.Session(settings)
    digest = hashlib.sha256()

    async def send(message):
        digest.update(message.encode() if isinstance(message, str) else message)
        await socket.send(in_fragments(message) if settings.fragments > 1 else message)

    async def ping(payload):
        await (await socket.ping(payload))
        session.counts["pongs"] += 1

    pinging = session.pinging(ping)
    try:
        await session.echo(socket, send, socket.close)
    except ConnectionClosed:
        pass
    pinging.cancel()
    if settings.quiet:
        return
    sent = socket.protocol.close_sent
    report(
        **session.facts,
        code=socket.close_code,
        reason=socket.close_reason,
        sent_code=sent.code if sent else None,
        subprotocol=socket.subprotocol,
        origin=socket.request.headers.get("Origin"),
        path=socket.request.path,
        tls=habits.facts_of_tls(socket.transport),
        digest=digest.hexdigest(),
    )


async def main():
    server = await listen(handle, subprotocols=settings.subprotocol or None, ssl=habits.security(settings))
    announce(port_of(server))
    await server.serve_forever()


run(main)
