"""Clients of `squall serve`: each check is a function that fails by an exception."""

import asyncio
import os
import socket
import struct
import sys
import time

import wire
from wire import BINARY, CLOSE, PING, PONG, TEXT, Frame, close_frame, frame

MASK = b"\x11\x22\x33\x44"
SIZES = [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20, (1 << 20) + 1, 5 << 20]


# With `websockets`.


def library(check):
    async def run(port):
        from websockets.asyncio.client import connect

        async with connect(f"ws://127.0.0.1:{port}/any/path?x=1", compression=None, max_size=None) as client:
            await check(client)

    return lambda port: asyncio.run(run(port))


@library
async def echoes_binary(client):
    for size in SIZES:
        data = os.urandom(size)
        await client.send(data)
        assert await client.recv() == data, size


@library
async def echoes_text(client):
    for size in SIZES:
        text = "äöü€😀"[size % 5] * (size // 4)
        await client.send(text)
        assert await client.recv() == text, size


@library
async def keeps_the_order(client):
    for number in range(1000):
        await client.send(str(number))
    for number in range(1000):
        assert await client.recv() == str(number)


@library
async def takes_fragments(client):
    for parts in [["a", "b", "c"], ["", "", "x"], ["ä" * 70_000] * 3, [b"a" * 100_000, b"", b"b"]]:
        await client.send(parts)
        assert await client.recv() == type(parts[0])().join(parts)


@library
async def answers_pings(client):
    for payload in [b"", b"x", os.urandom(125)]:
        await asyncio.wait_for(await client.ping(payload), 10)


@library
async def answers_a_close_with_its_code(client):
    await client.close(4321, "bye")
    assert client.close_code == 4321 and client.protocol.close_rcvd.code == 4321


@library
async def answers_a_close_without_a_code(client):
    client.protocol.send_close()
    client.transport.write(b"".join(client.protocol.data_to_send()))
    await asyncio.wait_for(client.wait_closed(), 10)
    assert client.protocol.close_rcvd.code == 1005, client.protocol.close_rcvd


def declines_compression(port):
    async def run():
        from websockets.asyncio.client import connect

        async with connect(f"ws://127.0.0.1:{port}/", compression="deflate") as client:
            assert client.protocol.extensions == []
            await client.send("a" * 1000)
            assert await client.recv() == "a" * 1000

    asyncio.run(run())


def agrees_on_a_subprotocol(port):
    async def run():
        from websockets.asyncio.client import connect

        async with connect(f"ws://127.0.0.1:{port}/", subprotocols=["chat.v2", "chat.v1"]) as client:
            assert client.subprotocol == "chat.v2", client.subprotocol

    asyncio.run(run())


def serves_many(port):
    async def run():
        from websockets.asyncio.client import connect

        async def talk(number):
            async with connect(f"ws://127.0.0.1:{port}/", compression=None, open_timeout=60) as client:
                for turn in range(5):
                    await client.send(f"{number} {turn}")
                    assert await client.recv() == f"{number} {turn}"

        await asyncio.gather(*(talk(number) for number in range(500)))

    asyncio.run(run())


def echoes_to_aiohttp(port):
    async def run():
        import aiohttp

        async with aiohttp.ClientSession() as session:
            url = f"ws://127.0.0.1:{port}/"
            async with session.ws_connect(url, protocols=["a"], max_msg_size=0, autoping=False) as client:
                assert client.protocol == "a"
                for size in SIZES:
                    await client.send_bytes(b"b" * size)
                    assert (await client.receive_bytes()) == b"b" * size
                    await client.send_str("t" * size)
                    assert (await client.receive_str()) == "t" * size
                await client.ping(b"ping")
                message = await client.receive()
                assert message.type == aiohttp.WSMsgType.PONG and message.data == b"ping"
                await client.close(code=4000)
                assert client.close_code == 4000

    asyncio.run(run())


# With bytes.


def raw(check):
    def run(port):
        connection, (status, _) = wire.connect(port)
        assert status == "HTTP/1.1 101 Switching Protocols", status
        with connection:
            check(connection)

    return run


def sent(opcode, payload=b"", **options):
    return frame(opcode, payload, mask=options.pop("mask", MASK), **options)


def assert_ended(connection):
    assert connection.recv(1) == b"", "the server did not end the stream"


def refusing(data, code):
    """After these bytes the server closes with the code, and ends the stream."""

    @raw
    def check(connection):
        connection.sendall(data)
        while (got := Frame(connection)).opcode != CLOSE:
            pass
        assert got.close_code == code, got.close_code
        assert got.key is None, "a server must not mask"
        assert_ended(connection)

    return check


def echo_and_pong(connection):
    """A message in as many frames as the server likes, and a pong between them or behind."""
    message, pong, is_whole = b"", None, False
    while not is_whole or pong is None:
        got = Frame(connection)
        if got.opcode == PONG:
            pong = got.payload
        else:
            message += got.payload
            is_whole = got.fin
    return message, pong


@raw
def echoes_a_byte_at_a_time(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in sent(TEXT, "häppchen".encode()) + sent(PING, b"p"):
        connection.sendall(bytes([byte]))
        time.sleep(0.002)
    assert echo_and_pong(connection) == ("häppchen".encode(), b"p")


@raw
def answers_a_ping_between_fragments(connection):
    connection.sendall(sent(TEXT, b"one ", fin=False) + sent(PING, b"now") + sent(0, b"two"))
    assert echo_and_pong(connection) == (b"one two", b"now")


@raw
def answers_no_pong(connection):
    connection.sendall(sent(PONG, b"unasked") + sent(TEXT, b"a"))
    got = Frame(connection)
    assert (got.opcode, got.payload) == (TEXT, b"a")


@raw
def closes_and_ends_the_stream(connection):
    connection.sendall(sent(CLOSE, struct.pack(">H", 1001) + "für heute".encode()))
    got = Frame(connection)
    assert got.opcode == CLOSE and got.close_code == 1001
    assert_ended(connection)


@raw
def says_nothing_after_its_close(connection):
    connection.sendall(sent(CLOSE, struct.pack(">H", 1000)) + sent(TEXT, b"too late") + sent(PING))
    assert Frame(connection).opcode == CLOSE
    assert_ended(connection)


def takes_a_reader_that_does_not_read(port):
    """One who sends and does not read is not answered without end, and harms nobody."""
    greedy, _ = wire.connect(port)
    greedy.settimeout(1)
    block = sent(BINARY, b"b" * 60_000, mask=bytes(4))
    total = 0
    try:
        while total < 256 << 20:
            total += greedy.send(block)
    except TimeoutError:
        pass
    assert total < 256 << 20, "the server took everything"
    other, _ = wire.connect(port)
    other.sendall(sent(TEXT, b"still there?"))
    assert Frame(other).payload == b"still there?"


def answered(status, *headers, **changes):
    """An opening request with these changes is answered with the status and headers."""

    def check(port):
        connection, (line, got) = wire.connect(port, **changes)
        assert line.split(" ")[1] == str(status), line
        for name, value in headers:
            assert dict(got).get(name) == value, got

    return check


def request(status, data):
    def check(port):
        connection = socket.create_connection(("127.0.0.1", port), timeout=20)
        connection.sendall(data)
        line = connection.recv(65536).split(b"\r\n")[0].decode()
        assert line.split(" ")[1] == str(status), line

    return check


def takes_a_request_a_byte_at_a_time(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = (
        "GET / HTTP/1.1\r\nhOST: here\r\nUPGRADE: WebSocket\r\nconnection: keep-alive, upgrade\r\n"
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nSEC-WEBSOCKET-VERSION: 13\r\n\r\n"
    )
    for byte in head.encode():
        connection.sendall(bytes([byte]))
        time.sleep(0.001)
    line, headers = wire.read_head(connection)
    assert line.startswith("HTTP/1.1 101 "), line
    # The example of RFC 6455, section 1.3.
    assert dict(headers)["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


CHECKS = {
    "echoes binary": echoes_binary,
    "echoes text": echoes_text,
    "keeps the order": keeps_the_order,
    "takes fragments": takes_fragments,
    "answers pings": answers_pings,
    "answers a close with its code": answers_a_close_with_its_code,
    "answers a close without a code": answers_a_close_without_a_code,
    "declines compression": declines_compression,
    "agrees on a subprotocol": agrees_on_a_subprotocol,
    "serves many": serves_many,
    "echoes to aiohttp": echoes_to_aiohttp,
    "echoes a byte at a time": echoes_a_byte_at_a_time,
    "answers a ping between fragments": answers_a_ping_between_fragments,
    "answers no pong": answers_no_pong,
    "closes and ends the stream": closes_and_ends_the_stream,
    "says nothing after its close": says_nothing_after_its_close,
    "takes a reader that does not read": takes_a_reader_that_does_not_read,
    "takes a request a byte at a time": takes_a_request_a_byte_at_a_time,
    "refuses an unmasked frame": refusing(frame(TEXT, b"a"), 1002),
    "refuses reserved bits": refusing(sent(TEXT, b"a", rsv=4), 1002),
    "refuses a reserved opcode": refusing(sent(5, b"a"), 1002),
    "refuses bad UTF-8": refusing(sent(TEXT, b"\xed\xa0\x80"), 1007),
    "refuses UTF-8 that is bad across fragments": refusing(sent(TEXT, b"\xe2", fin=False) + sent(0, b"\x28"), 1007),
    "refuses cut UTF-8": refusing(sent(TEXT, b"\xe2\x82"), 1007),
    "refuses a long ping": refusing(sent(PING, b"p" * 126), 1002),
    "refuses a fragmented ping": refusing(sent(PING, b"p", fin=False), 1002),
    "refuses a length of 2^63": refusing(sent(BINARY, length=1 << 63, length_bytes=8), 1002),
    "refuses the long form of a short length": refusing(sent(BINARY, b"a", length_bytes=8), 1002),
    "refuses a huge frame": refusing(sent(BINARY, length=1 << 40), 1009),
    "refuses a continuation of nothing": refusing(sent(0, b"a"), 1002),
    "refuses an interrupted message": refusing(sent(TEXT, b"a", fin=False) + sent(TEXT, b"b"), 1002),
    "refuses the close code 1005": refusing(close_frame(1005, mask=MASK), 1002),
    "refuses the close code 999": refusing(close_frame(999, mask=MASK), 1002),
    "refuses a close of one byte": refusing(sent(CLOSE, b"\x03"), 1002),
    "refuses a bad reason": refusing(close_frame(1000, b"\xff", mask=MASK), 1007),
    "refuses another version": answered(426, ("Sec-WebSocket-Version", "13"), Sec_WebSocket_Version="8"),
    "refuses a missing key": answered(400, Sec_WebSocket_Key=None),
    "refuses a short key": answered(400, Sec_WebSocket_Key="c2hvcnQ="),
    "refuses a missing host": answered(400, Host=None),
    "refuses a plain request": answered(426, ("Upgrade", "websocket"), Upgrade=None, Connection="close"),
    "refuses a POST": request(405, b"POST / HTTP/1.1\r\nHost: a\r\n\r\n"),
    "refuses a long head": request(431, b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 70_000 + b"\r\n\r\n"),
    "refuses an old HTTP": request(505, b"GET / HTTP/1.0\r\nHost: a\r\n\r\n"),
}

if __name__ == "__main__":
    if sys.argv[1] == "list":
        print("\n".join(CHECKS))
    else:
        CHECKS[sys.argv[2]](int(sys.argv[1]))
