"""Clients with TLS of `squall serve --tls`: tls_client.py PORT AUTHORITY VERSION LIBRARY."""

import asyncio
import os
import ssl
import sys

port, authority, version, library = sys.argv[1:]
SIZES = [0, 1, 125, 126, 65_535, 65_536, 1 << 20, 4 << 20]
VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}

context = ssl.create_default_context(cafile=authority)
context.minimum_version = context.maximum_version = VERSIONS[version]
url = f"wss://localhost:{port}/"


async def with_websockets():
    from websockets.asyncio.client import connect

    async with connect(url, ssl=context, compression=None, max_size=None) as client:
        for size in SIZES:
            data = os.urandom(size)
            await client.send(data)
            assert await client.recv() == data, size
        for number in range(1000):
            await client.send(str(number))
        for number in range(1000):
            assert await client.recv() == str(number)
    assert client.close_code == 1000


async def with_aiohttp():
    import aiohttp

    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url, ssl=context, max_msg_size=0) as client:
            for size in SIZES:
                data = os.urandom(size)
                await client.send_bytes(data)
                assert (await client.receive_bytes()) == data, size
        assert client.close_code == 1000


async def with_ssl():
    """The bare library: the server ends its side by close_notify, and says so before the stream ends."""
    reader, writer = await asyncio.open_connection("localhost", int(port), ssl=context)
    request = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    request += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    # A byte in each record, and the close frame with the last of them.
    for byte in request.encode():
        writer.write(bytes([byte]))
        await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 101 " in head, head
    writer.write(b"\x88\x80\x00\x00\x00\x00")
    assert await reader.read() == b"\x88\x00"
    writer.close()


asyncio.run({"websockets": with_websockets, "aiohttp": with_aiohttp, "ssl": with_ssl}[library]())
