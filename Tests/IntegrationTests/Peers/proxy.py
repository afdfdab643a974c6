"""A proxy between WebSocket clients and a server, which drops, repeats, swaps and damages messages, and tells of each.

It passes whole messages on, and closes with their codes. Subprotocols are not negotiated. Messages are numbered from 0
as they come, over all sessions; a fault whose turn it is takes the next message that it may take, so that as many
faults happen as were asked for as long as enough messages come.
"""

import argparse
import asyncio
import collections
import random
import re

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from library import UNLIMITED, listen, port_of
from peer import announce, report, run

KINDS = ["drop", "repeat", "swap", "damage"]

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("upstream", help="the server's URL, without a path")
for kind in KINDS:
    options.add_argument(f"--{kind}", type=int, default=0, help=f"messages to {kind}, at places by the seed")
options.add_argument("--at", action="append", default=[], help="KIND:NUMBER, a fault at a place of its own")
options.add_argument("--seed", type=int, default=1)
options.add_argument("--among", type=int, default=1000, help="messages over which the faults are spread")
options.add_argument("--only", default="", help="a regular expression; other messages pass and are not numbered")
options.add_argument("--sender", help="a regular expression whose group says whose a message is: only one sender's are swapped")
options.add_argument("--damage-at", type=int, default=-1, help="the place that is damaged, from 0, or from the end by -1")
settings = options.parse_args()


class Faults:
    """Which message is to suffer what."""

    def __init__(self):
        chance = random.Random(settings.seed)
        kinds = [kind for kind in KINDS for _ in range(getattr(settings, kind))]
        chance.shuffle(kinds)
        places = chance.sample(range(settings.among), len(kinds))
        given = [(int(place), kind) for kind, place in (text.split(":") for text in settings.at)]
        self.coming = collections.deque(sorted([*zip(places, kinds), *given]))
        self.count = 0

    def number(self):
        self.count += 1
        return self.count - 1

    def take(self, number):
        due = self.coming and self.coming[0][0] <= number
        return self.coming.popleft()[1] if due else None


faults = Faults()
sessions = 0


class Pipe:
    """One direction of a session."""

    def __init__(self, session, source, target, has_faults):
        self.session, self.source, self.target, self.has_faults = session, source, target, has_faults
        # By sender, the message that waits for the next one.
        self.held = {}

    async def run(self):
        try:
            async for message in self.source:
                await (self.pass_on(message) if self.has_faults else self.target.send(message))
        except ConnectionClosed:
            pass
        try:
            for _, message in self.held.values():
                await self.target.send(message)
        except ConnectionClosed:
            pass
        await close_as(self.source, self.target)

    async def pass_on(self, message):
        text = message if isinstance(message, str) else message.decode("latin-1")
        if not re.search(settings.only, text):
            return await self.target.send(message)
        number = faults.number()
        found = re.search(settings.sender, text) if settings.sender else None
        sender = found.group(1) if found else None
        if sender in self.held:
            # Nothing else happens to the two that are swapped.
            place, held = self.held.pop(sender)
            await self.target.send(message)
            await self.target.send(held)
            return self.tell("swap", place)
        fault = faults.take(number)
        match fault:
            case "swap":
                self.held[sender] = number, message
                return
            case "repeat":
                await self.target.send(message)
                await self.target.send(message)
            case "damage":
                await self.target.send(damaged(message))
            case None:
                await self.target.send(message)
        if fault:
            self.tell(fault, number)

    def tell(self, fault, number):
        report(fault=fault, number=number, session=self.session)


def damaged(message):
    """The same length with one bit turned; text stays text."""
    place = settings.damage_at % len(message)
    turned = chr(ord(message[place]) ^ 1) if isinstance(message, str) else bytes([message[place] ^ 1])
    return message[:place] + turned + message[place + 1 :]


async def close_as(source, target):
    """Ends one side as the other one has ended."""
    status = source.protocol.close_rcvd
    if status is None:
        target.transport.abort()
    elif status.code == 1005:
        await target.close()
    else:
        await target.close(status.code, status.reason)


async def handle(client):
    global sessions
    session, sessions = sessions, sessions + 1
    async with connect(settings.upstream + client.request.path, **UNLIMITED) as server:
        up = Pipe(session, client, server, has_faults=False)
        down = Pipe(session, server, client, has_faults=True)
        await asyncio.gather(up.run(), down.run())


async def main():
    server = await listen(handle)
    announce(port_of(server))
    await server.serve_forever()


run(main)
