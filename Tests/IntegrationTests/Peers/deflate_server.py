"""An echo server that compresses, on `websockets` or `aiohttp`. It reports what each session agreed on."""

import argparse
import asyncio

from peer import announce, report, run

options = argparse.ArgumentParser()
options.add_argument("--library", choices=["websockets", "aiohttp"], default="websockets")
options.add_argument("--server-no-context-takeover", action="store_true")
options.add_argument("--client-no-context-takeover", action="store_true")
options.add_argument("--server-max-window-bits", type=int)
options.add_argument("--client-max-window-bits", type=int)
options.add_argument("--max-size", type=int, help="bytes of a message, inflated")
options.add_argument("--fragments", type=int, default=1, help="frames of each reply")
settings = options.parse_args()


def in_fragments(message):
    size = max(1, -(-len(message) // settings.fragments))
    return [message[start : start + size] for start in range(0, len(message), size)] or message


async def websockets_server():
    from library import port_of
    from websockets.asyncio.server import serve
    from websockets.exceptions import ConnectionClosed
    from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

    factory = ServerPerMessageDeflateFactory(
        server_no_context_takeover=settings.server_no_context_takeover,
        client_no_context_takeover=settings.client_no_context_takeover,
        server_max_window_bits=settings.server_max_window_bits,
        client_max_window_bits=settings.client_max_window_bits,
    )

    async def handle(socket):
        try:
            async for message in socket:
                await socket.send(in_fragments(message) if settings.fragments > 1 else message)
        except ConnectionClosed:
            pass
        agreed = [
            [it.remote_no_context_takeover, it.local_no_context_takeover, it.remote_max_window_bits, it.local_max_window_bits]
            for it in socket.protocol.extensions
        ]
        sent = socket.protocol.close_sent
        report(agreed=agreed[0] if agreed else None, code=sent.code if sent else None)

    server = await serve(
        handle, "127.0.0.1", 0, extensions=[factory], compression=None, max_size=settings.max_size, ping_interval=None
    )
    announce(port_of(server))
    await server.serve_forever()


async def aiohttp_server():
    from aiohttp import WSMsgType, web

    async def handle(request):
        socket = web.WebSocketResponse(max_msg_size=settings.max_size or 0, compress=True)
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                await socket.send_str(message.data)
            elif message.type == WSMsgType.BINARY:
                await socket.send_bytes(message.data)
        # It keeps to itself whether it leaves out its context. The client's parameters it ignores.
        agreed = [False, socket._writer.notakeover, 15, socket.compress] if socket.compress else None
        report(agreed=agreed, code=socket.close_code)
        return socket

    application = web.Application()
    application.router.add_get("/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    announce(runner.addresses[0][1])
    await asyncio.Event().wait()


run(websockets_server if settings.library == "websockets" else aiohttp_server)
