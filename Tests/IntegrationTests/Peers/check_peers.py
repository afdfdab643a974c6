"""Checks of the peers themselves: PORT CHECK. Each is a function that fails by an exception, and prints what it saw."""

import asyncio
import json
import sys
import time

import wire
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from library import UNLIMITED


def session(port):
    return connect(f"ws://127.0.0.1:{port}/", **UNLIMITED)


async def ask(socket, request):
    await socket.send(json.dumps(request))
    return json.loads(await socket.recv())


async def proxy(port):
    """What became of 300 messages that an echo server sent back through the proxy."""
    sent = [f"m{number:03}!" for number in range(300)]
    got = []
    async with session(port) as socket:
        for message in [*sent, "end"]:
            await socket.send(message)
        while (message := await socket.recv()) != "end":
            got.append(message)
    numbers = [int(message[1:4]) for message in got]
    return {
        "drop": [number for number in range(300) if number not in numbers],
        "repeat": [number for number in range(300) if numbers.count(number) == 2],
        # After a later one.
        "swap": [b for a, b in zip(numbers, numbers[1:]) if b < a],
        "damage": [int(message[1:4]) for message in got if message not in sent],
    }


async def stalls(port):
    """Sends every 10 ms for a second; when replies came, on the monotonic clock."""
    came = []
    async with session(port) as socket:

        async def take():
            for _ in range(100):
                await socket.recv()
                came.append(time.monotonic())

        taking = asyncio.create_task(take())
        for number in range(100):
            await socket.send(str(number))
            await asyncio.sleep(0.01)
        await taking
    return came


async def login(port):
    async with session(port) as ann, session(port) as bob:
        first = await ask(ann, {"login": "ann"})
        other = await ask(bob, {"login": "bob"})
        assert first["type"] == "welcome" and first["name"] == "ann" and first["token"] != other["token"]
        for count in (1, 2):
            answer = await ask(ann, {"token": first["token"], "text": "hello"})
            assert answer == {"type": "ok", "name": "ann", "count": count}, answer
        for wrong in (other["token"], "never given"):
            assert await ask(ann, {"token": wrong}) == {"type": "denied"}
        assert await ask(bob, {"hello": 1}) == {"type": "error"}


async def pubsub(port):
    async with session(port) as ann, session(port) as bob, session(port) as eve:
        for members, socket in enumerate((ann, bob), 1):
            assert (await ask(socket, {"subscribe": "news"}))["members"] == members
        message = json.dumps({"publish": "news", "text": "as it is"}, indent=3)
        for sender in (ann, eve):
            await sender.send(message)
            assert [await ann.recv(), await bob.recv()] == [message, message]
        assert (await ask(bob, {"unsubscribe": "news"}))["members"] == 1
        await ann.send(message)
        assert await ann.recv() == message
        # Nothing came to those that did not subscribe, or not any more: the answer is the next message.
        for socket in (bob, eve):
            assert (await ask(socket, {"subscribe": "other"}))["type"] == "subscribed"


async def outage(port):
    """What a client sees of an outage: how it lost its connection, and what became of its tries to come back."""
    async with session(port) as socket:
        await socket.send("still there?")
        assert await socket.recv() == "still there?"
        try:
            await socket.recv()
        except ConnectionClosed as lost:
            seen = [type(lost.__cause__).__name__]
    while True:
        try:
            async with session(port) as socket:
                await socket.send("back?")
                return [*seen, await socket.recv()]
        except OSError as failure:
            if type(failure).__name__ != seen[-1]:
                seen.append(type(failure).__name__)
            await asyncio.sleep(0.02)


async def raw_bytes(port):
    connection, head = wire.connect(port)
    assert head[0].endswith("101 Switching Protocols"), head
    connection.sendall(b"\xff\xff\xff")
    await asyncio.sleep(0.1)
    connection.sendall(b"garbage")
    assert connection.recv(1) == b""


async def raw_reset(port):
    connection, _ = wire.connect(port)
    connection.sendall(b"\x81")
    await asyncio.sleep(0.1)
    wire.reset(connection)


async def raw_head(port):
    """A request without its end, a byte at a time."""
    connection = wire.socket.create_connection(("127.0.0.1", port))
    for byte in b"GET / HTTP/1.1\r\n":
        connection.sendall(bytes([byte]))
        await asyncio.sleep(0.02)
    assert connection.recv(1) == b""


CHECKS = {check.__name__: check for check in (proxy, stalls, login, pubsub, outage, raw_bytes, raw_reset, raw_head)}
print(json.dumps(asyncio.run(CHECKS[sys.argv[2]](int(sys.argv[1])))))
