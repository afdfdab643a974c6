"""What the echo servers share: the habits that a test chooses, and what they count of a session."""

import argparse
import asyncio
import collections


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--close-after", type=int, help="messages after which the server closes")
    parser.add_argument("--close-code", type=int, default=4001)
    parser.add_argument("--ping-every", type=float, help="seconds between two pings of the server")
    parser.add_argument("--delay", type=float, default=0, help="seconds that each reply takes")
    parser.add_argument("--subprotocol", action="append", default=[], help="one that the server knows")
    parser.add_argument("--quiet", action="store_true", help="report nothing of single sessions")
    return parser


class Session:
    def __init__(self, settings):
        self.settings = settings
        self.counts = collections.Counter()

    async def echo(self, messages, send, close):
        """Sends all that comes back, until it is time to close."""
        async for message in messages:
            self.counts["text" if isinstance(message, str) else "binary"] += 1
            if self.settings.delay:
                await asyncio.sleep(self.settings.delay)
            await send(message)
            if self.counts["text"] + self.counts["binary"] == self.settings.close_after:
                await close(self.settings.close_code, "enough")

    def pinging(self, ping):
        """A task that pings beside the echoes, where that is a habit."""

        async def go_on():
            while self.settings.ping_every:
                await asyncio.sleep(self.settings.ping_every)
                self.counts["pings"] += 1
                await ping(b"from the server")

        return asyncio.create_task(go_on())

    @property
    def facts(self):
        return {name: self.counts[name] for name in ("text", "binary", "pings", "pongs")}
