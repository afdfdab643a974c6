"""An echo server on `aiohttp` that reports what each opening handshake said.

It sets a cookie `sid` that is new each time. Below `/first/STATUS` it refuses the first handshake of each `X-User`. Below `/refuse/STATUS` it refuses, and says back all that it was told.
"""

from aiohttp import WSMsgType, web

from application import serve
from peer import report, run

sessions = 0
users = set()


async def handle(request):
    global sessions
    sessions += 1
    report(path=request.path, headers=[[name, value] for name, value in request.headers.items()])
    if request.path.startswith("/refuse/"):
        told = " ".join(value for name, value in request.headers.items() if name in ("Authorization", "Cookie", "X-Api-Key"))
        return web.Response(status=int(request.path.rsplit("/", 1)[1]), text=told)
    if request.path.startswith("/first/") and request.headers.get("X-User") not in users:
        users.add(request.headers.get("X-User"))
        return web.Response(status=int(request.path.rsplit("/", 1)[1]))
    socket = web.WebSocketResponse()
    socket.set_cookie("sid", f"s{sessions}")
    await socket.prepare(request)
    async for message in socket:
        if message.type == WSMsgType.TEXT:
            await socket.send_str(message.data)
    return socket


async def main():
    await serve(handle)


run(main)
