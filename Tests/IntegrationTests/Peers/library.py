"""A server on `websockets` that limits nothing and says nothing by itself."""

import logging

from websockets.asyncio.server import serve

# Refused handshakes and lost connections are the tests' matter, and not to be told with a stack.
logging.getLogger("websockets").setLevel(logging.CRITICAL)

# What a client of the library needs to be as free.
UNLIMITED = {"compression": None, "max_size": None, "ping_interval": None, "open_timeout": 60}


async def listen(handle, port=0, **options):
    return await serve(handle, "127.0.0.1", port, backlog=4096, **UNLIMITED, **options)


def port_of(server):
    return server.sockets[0].getsockname()[1]
