"""A server that gives each session a token of its own, and counts who uses another's.

    {"login": "ann"}            -> {"type": "welcome", "name": "ann", "token": "0f3a…"}
    {"token": "0f3a…", …}       -> {"type": "ok", "name": "ann", "count": 1}, or {"type": "denied"} for any other token

A second login of a session gives it another token. Reports each session when it ends.
"""

import collections
import json
import secrets

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run

# All tokens ever given.
given = set()


class Session:
    def __init__(self):
        self.name = self.token = None
        self.counts = collections.Counter()

    def answer(self, text):
        try:
            request = json.loads(text)
        except ValueError:
            request = None
        match request:
            case {"login": str(name)}:
                self.name, self.token = name, secrets.token_hex(16)
                given.add(self.token)
                self.counts["logins"] += 1
                return {"type": "welcome", "name": name, "token": self.token}
            case {"token": str(token)} if token == self.token:
                self.counts["own"] += 1
                return {"type": "ok", "name": self.name, "count": self.counts["own"]}
            case {"token": token}:
                self.counts["foreign" if token in given else "unknown"] += 1
                return {"type": "denied"}
        self.counts["malformed"] += 1
        return {"type": "error"}


async def handle(socket):
    session = Session()
    try:
        async for message in socket:
            await socket.send(json.dumps(session.answer(message)))
    except ConnectionClosed:
        pass
    names = ("logins", "own", "foreign", "unknown", "malformed")
    report(name=session.name, code=socket.close_code, **{name: session.counts[name] for name in names})


async def main():
    server = await listen(handle)
    announce(port_of(server))
    await server.serve_forever()


run(main)
