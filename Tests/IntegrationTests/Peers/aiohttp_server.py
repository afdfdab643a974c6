"""An echo server on `aiohttp`, with habits that a test chooses."""

from aiohttp import WSMsgType, web

import habits
from application import serve
from peer import report, run

settings = habits.options().parse_args()


async def messages(socket, session):
    async for message in socket:
        if message.type == WSMsgType.PING:
            await socket.pong(message.data)
        elif message.type == WSMsgType.PONG:
            session.counts["pongs"] += 1
        elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
            yield message.data


async def handle(request):
    # With autoping the library takes pings and pongs itself and does not show them.
    socket = web.WebSocketResponse(
        protocols=settings.subprotocol, max_msg_size=0, compress=False, autoping=settings.ping_every is None
    )
    await socket.prepare(request)
    session = habits.Session(settings)
    tls = habits.facts_of_tls(request.transport)

    async def send(message):
        await (socket.send_str(message) if isinstance(message, str) else socket.send_bytes(message))

    async def close(code, reason):
        await socket.close(code=code, message=reason.encode())

    pinging = session.pinging(socket.ping)
    await session.echo(messages(socket, session), send, close)
    pinging.cancel()
    if not settings.quiet:
        report(
            **session.facts,
            code=socket.close_code,
            subprotocol=socket.ws_protocol,
            origin=request.headers.get("Origin"),
            path=request.path_qs,
            tls=tls,
        )
    return socket


async def main():
    await serve(handle, ssl_context=habits.security(settings))


run(main)
