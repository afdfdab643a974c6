"""A server on `aiohttp` with one handler for all paths."""

import asyncio

from aiohttp import web

from peer import announce


async def serve(handle, **options):
    application = web.Application()
    application.router.add_get("/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=4096, **options).start()
    announce(runner.addresses[0][1])
    await asyncio.Event().wait()
