"""Clients of `squall serve --broadcast`: PORT CHECK, or `list`. Each is a function that fails by an exception."""

import asyncio
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from library import UNLIMITED


def session(port, path="/room", **options):
    return connect(f"ws://127.0.0.1:{port}{path}", **UNLIMITED, **options)


async def take(client, count):
    return [await asyncio.wait_for(client.recv(), 20) for _ in range(count)]


async def reaches_all(port):
    """Twenty clients say fifty things each, and all of them hear all of it, each sender in its order."""
    clients = [await session(port) for _ in range(20)]
    hearing = [asyncio.create_task(take(client, 1000)) for client in clients]
    for number in range(50):
        for who, client in enumerate(clients):
            await client.send(f"{who} {number}" if number % 2 else f"{who} {number}".encode())
    for heard in await asyncio.gather(*hearing):
        words = [message if isinstance(message, str) else message.decode() for message in heard]
        for who in range(20):
            assert [word for word in words if word.startswith(f"{who} ")] == [f"{who} {n}" for n in range(50)], who
    for client in clients:
        await client.close()
        assert client.close_code == 1000


async def keeps_to_the_path(port):
    async with session(port, "/a?who=1") as first, session(port, "/a?who=2") as second, session(port, "/b") as other:
        await other.send("for b")
        await first.send("for a")
        assert await take(second, 1) == ["for a"] and await take(first, 1) == ["for a"]
        assert await take(other, 1) == ["for b"]


async def sends_fragments_as_one(port):
    async with session(port) as sender, session(port) as receiver:
        parts = ["ä" * 70_000, "", "end"]
        await sender.send(parts)
        await sender.send([b"x" * 400_000, b"y"])
        for client in (sender, receiver):
            assert await take(client, 2) == ["".join(parts), b"x" * 400_000 + b"y"]


async def closes_who_does_not_read(port):
    """And lets nobody wait for it."""
    async with session(port) as sender, session(port) as reader, session(port, max_queue=1) as slow:
        block = b"z" * 200_000
        for _ in range(100):
            await sender.send(block)
            assert await take(reader, 1) == [block] and await take(sender, 1) == [block]
        count = 0
        try:
            while True:
                await asyncio.wait_for(slow.recv(), 20)
                count += 1
        except ConnectionClosed:
            pass
        assert slow.close_code == 1013 and 0 < count < 100, (slow.close_code, count)


CHECKS = {
    "reaches all": reaches_all,
    "keeps to the path": keeps_to_the_path,
    "sends fragments as one": sends_fragments_as_one,
    "closes who does not read": closes_who_does_not_read,
}

if __name__ == "__main__":
    if sys.argv[1] == "list":
        print("\n".join(CHECKS))
    else:
        asyncio.run(CHECKS[sys.argv[2]](int(sys.argv[1])))
