"""An echo server on `aiohttp`, with habits that a test chooses."""

import argparse
import asyncio
import collections

from aiohttp import WSMsgType, web

from peer import announce, end_with_input, report

options = argparse.ArgumentParser()
options.add_argument("--close-after", type=int, help="messages after which the server closes")
options.add_argument("--close-code", type=int, default=4001)
options.add_argument("--ping-every", type=float, help="seconds between two pings of the server")
options.add_argument("--subprotocol", action="append", default=[], help="one that the server knows")
options.add_argument("--quiet", action="store_true", help="report nothing of single sessions")
settings = options.parse_args()


async def ping(socket, session):
    while True:
        await asyncio.sleep(settings.ping_every)
        await socket.ping(b"from the server")
        session["pings"] += 1


async def handle(request):
    # With autoping the library takes pings and pongs itself and does not show them.
    socket = web.WebSocketResponse(
        protocols=settings.subprotocol, max_msg_size=0, compress=False, autoping=settings.ping_every is None
    )
    await socket.prepare(request)
    session = collections.Counter()
    pinging = asyncio.create_task(ping(socket, session)) if settings.ping_every else None
    async for message in socket:
        if message.type == WSMsgType.PING:
            await socket.pong(message.data)
            continue
        if message.type == WSMsgType.PONG:
            session["pongs"] += 1
            continue
        if message.type == WSMsgType.TEXT:
            session["text"] += 1
            await socket.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            session["binary"] += 1
            await socket.send_bytes(message.data)
        if session["text"] + session["binary"] == settings.close_after:
            await socket.close(code=settings.close_code, message=b"enough")
    if pinging:
        pinging.cancel()
    if not settings.quiet:
        report(
            text=session["text"],
            binary=session["binary"],
            pings=session["pings"],
            pongs=session["pongs"],
            code=socket.close_code,
            subprotocol=socket.ws_protocol,
            origin=request.headers.get("Origin"),
            path=request.path_qs,
        )
    return socket


async def main():
    application = web.Application()
    application.router.add_get("/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=4096)
    await site.start()
    announce(runner.addresses[0][1])
    await asyncio.Event().wait()


end_with_input()
asyncio.run(main())
