"""An HTTP proxy that opens tunnels (`CONNECT`), all to one server, and reports what it was asked for."""

import argparse
import asyncio
import base64

from peer import announce, report, run

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("upstream", type=int, help="the server's port on 127.0.0.1")
options.add_argument("--credentials", help="USER:PASSWORD, without which no tunnel is opened")
options.add_argument("--delay", type=float, default=0, help="seconds before a tunnel is opened")
settings = options.parse_args()


async def copy(source, target):
    try:
        while block := await source.read(65_536):
            target.write(block)
            await target.drain()
        target.write_eof()
    except OSError:
        pass


async def handle(reader, writer):
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if line)
    report(line=lines[0], host=headers.get("Host"))
    wanted = settings.credentials and "Basic " + base64.b64encode(settings.credentials.encode()).decode()
    given = headers.get("Proxy-Authorization")
    await asyncio.sleep(settings.delay)
    if given != wanted:
        writer.write(f"HTTP/1.1 407 Not {given}\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        return writer.close()
    source, target = await asyncio.open_connection("127.0.0.1", settings.upstream)
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    await asyncio.gather(copy(reader, target), copy(source, writer))
    target.close()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=4096)
    announce(server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()


run(main)
