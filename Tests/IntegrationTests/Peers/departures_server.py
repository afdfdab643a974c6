"""An echo server that says when each session ended, by its own clock: when the close frame came, or the connection was
gone without one."""

import time

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run


async def handle(socket):
    try:
        async for message in socket:
            await socket.send(message)
    except ConnectionClosed:
        pass
    report(at=time.monotonic(), code=socket.close_code)


async def main():
    server = await listen(handle)
    announce(port_of(server))
    await server.serve_forever()


run(main)
