"""Clients of `squall serve --compression`: each check is a function that fails by an exception."""

import asyncio
import itertools
import os
import sys
import zlib

import wire
from wire import BINARY, CLOSE, PING, PONG, TEXT, Frame, frame

MASK = b"\x11\x22\x33\x44"
TAIL = b"\x00\x00\xff\xff"
EXTENSION = "permessage-deflate"


def sample(size):
    """Half of it compresses, half of it does not."""
    return (os.urandom(size // 2) + b"squall " * (size // 14 + 1))[:size]


def exchange(sizes, turns=2, **parameters):
    """Messages of these sizes there and back with `websockets`, whole and in fragments."""

    async def run(port):
        from websockets.asyncio.client import connect
        from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

        factory = ClientPerMessageDeflateFactory(**parameters)
        options = {"extensions": [factory], "compression": None, "max_size": None}
        async with connect(f"ws://127.0.0.1:{port}/", **options) as client:
            assert len(client.protocol.extensions) == 1, "declined"
            for size in sizes * turns:
                message = sample(size)
                await client.send(message)
                assert await client.recv() == message, size
                text = "ü" * (size // 2)
                await client.send(text)
                assert await client.recv() == text, size
                parts = [message[: size // 3], b"", message[size // 3 :]]
                await client.send(parts)
                assert await client.recv() == message, size
            return client.protocol.extensions[0]

    return lambda port: asyncio.run(run(port))


def every_parameter(port):
    flags, windows = [False, True], [None, 9, 15]
    for server_forgets, client_forgets, server_bits, client_bits in itertools.product(flags, flags, windows, windows):
        parameters = {
            "server_no_context_takeover": server_forgets,
            "client_no_context_takeover": client_forgets,
            "server_max_window_bits": server_bits,
            "client_max_window_bits": True if client_bits is None else client_bits,
        }
        agreed = exchange([0, 1, 100, 70_000], turns=2, **parameters)(port)
        if server_bits:
            assert agreed.remote_max_window_bits == server_bits
        if client_bits:
            assert agreed.local_max_window_bits == client_bits
        if server_forgets:
            assert agreed.remote_no_context_takeover


def asks_for_what_it_was_told(port):
    """Of a server with client_no_context_takeover, server_no_context_takeover and windows of 10 and 11."""
    agreed = exchange([0, 100, 70_000], client_max_window_bits=True)(port)
    assert agreed.local_no_context_takeover and agreed.remote_no_context_takeover
    assert (agreed.remote_max_window_bits, agreed.local_max_window_bits) == (10, 11), agreed


def aiohttp_too(port):
    async def run():
        import aiohttp

        async with aiohttp.ClientSession() as session:
            for compress in range(9, 16):
                async with session.ws_connect(f"ws://127.0.0.1:{port}/", compress=compress, max_msg_size=0) as client:
                    assert client.compress, "declined"
                    for size in [0, 1, 1000, 4 << 20 if compress == 15 else 300_000]:
                        message = sample(size)
                        await client.send_bytes(message)
                        assert await client.receive_bytes() == message, size
                        await client.send_str("t" * size)
                        assert await client.receive_str() == "t" * size

    asyncio.run(run())


def open_with(port, offer):
    return wire.connect(port, Sec_WebSocket_Extensions=offer)


def answer_to(port, offer):
    connection, (status, headers) = open_with(port, offer)
    connection.close()
    assert status.startswith("HTTP/1.1 101"), status
    return dict(headers).get("Sec-WebSocket-Extensions")


def answers_offers_in_order(port):
    for offer, wanted in [
        (EXTENSION, EXTENSION),
        (f"{EXTENSION}; server_max_window_bits=8", None),
        (f"{EXTENSION}; server_max_window_bits=8, {EXTENSION}; server_max_window_bits=9", f"{EXTENSION}; server_max_window_bits=9"),
        (f"{EXTENSION}; server_max_window_bits", None),
        (f"{EXTENSION}; server_max_window_bits=16", None),
        (f"{EXTENSION}; server_no_context_takeover=1", None),
        (f"{EXTENSION}; unheard_of", None),
        (f"{EXTENSION}; client_max_window_bits; client_max_window_bits", None),
        (f'x-other, {EXTENSION}; client_max_window_bits="8"', f"{EXTENSION}; client_max_window_bits=8"),
    ]:
        got = answer_to(port, offer)
        assert got == wanted, (offer, got)


def refuses_who_does_not_compress(port):
    _, (status, _) = wire.connect(port)
    assert status.startswith("HTTP/1.1 400"), status
    assert answer_to(port, EXTENSION) == EXTENSION


def deflated(data, level=9):
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return (compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]


def closes_with(code, data, opcode=BINARY, rsv=4):
    def check(port):
        connection, _ = open_with(port, EXTENSION)
        with connection:
            connection.sendall(frame(opcode, data, rsv=rsv, mask=MASK))
            while (got := Frame(connection)).opcode != CLOSE:
                pass
            assert got.close_code == code, got.close_code

    return check


def takes_control_frames_between(port):
    connection, _ = open_with(port, EXTENSION)
    data = deflated(b"one two three " * 50)
    with connection:
        connection.sendall(
            frame(TEXT, data[:5], fin=False, rsv=4, mask=MASK)
            + frame(PING, b"now", mask=MASK)
            + frame(0, data[5:], mask=MASK)
        )
        message, pong = b"", None
        decoder, is_whole = zlib.decompressobj(-15), False
        while not is_whole or pong is None:
            got = Frame(connection)
            if got.opcode == PONG:
                assert got.rsv == 0
                pong = got.payload
                continue
            assert got.rsv == (0 if message else 4)
            message += decoder.decompress(got.payload + (TAIL if got.fin else b""))
            is_whole = got.fin
        assert (message, pong) == (b"one two three " * 50, b"now")


CHECKS = {
    "every parameter": every_parameter,
    "4 MiB": exchange([4 << 20, (4 << 20) - 1], turns=1),
    "asks for what it was told": asks_for_what_it_was_told,
    "aiohttp too": aiohttp_too,
    "answers offers in order": answers_offers_in_order,
    "refuses who does not compress": refuses_who_does_not_compress,
    "takes control frames between": takes_control_frames_between,
    "refuses a bomb": closes_with(1009, deflated(bytes(80 << 20))),
    "refuses bad data": closes_with(1007, b"\x06"),
    "refuses bad UTF-8": closes_with(1007, deflated(b"\xff"), TEXT),
    "refuses RSV2": closes_with(1002, deflated(b"a"), TEXT, rsv=6),
    "refuses RSV1 of a ping": closes_with(1002, b"", PING),
}

if sys.argv[1] == "list":
    print(*CHECKS, sep="\n")
else:
    CHECKS[sys.argv[2]](int(sys.argv[1]))
