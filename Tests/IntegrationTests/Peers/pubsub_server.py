"""Publish and subscribe.

    {"subscribe": "news"}       -> {"type": "subscribed", "topic": "news", "members": 3}
    {"unsubscribe": "news"}     -> {"type": "unsubscribed", "topic": "news", "members": 2}
    {"publish": "news", …}      -> the message as it came, to all subscribers of the topic at that moment, its sender too
                                   if it is one; by --wrap as {"from": "…", "data": …}, the string of the message,
                                   or its JSON written anew

Reports each session when it ends.
"""

import argparse
import collections
import json

from websockets.asyncio.server import broadcast
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from library import listen, port_of
from peer import announce, report, run

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("--wrap", choices=("string", "value"))
settings = options.parse_args()
members = collections.defaultdict(set)


def wrapped(message, request):
    """What the subscribers get."""
    match settings.wrap:
        case "string":
            return json.dumps({"from": "a \"server\"", "data": message})
        case "value":
            return json.dumps({"from": "a server", "data": request}, indent=1)
    return message


def take(socket, counts, message):
    """The answer to a message, if there is one."""
    try:
        request = json.loads(message)
    except ValueError:
        request = None
    match request:
        case {"subscribe": str(topic)}:
            members[topic].add(socket)
            return {"type": "subscribed", "topic": topic, "members": len(members[topic])}
        case {"unsubscribe": str(topic)}:
            members[topic].discard(socket)
            return {"type": "unsubscribed", "topic": topic, "members": len(members[topic])}
        case {"publish": str(topic)}:
            receivers = [member for member in members[topic] if member.state is State.OPEN]
            counts["published"] += 1
            counts["deliveries"] += len(receivers)
            broadcast(receivers, wrapped(message, request))
            return None
    counts["malformed"] += 1
    return {"type": "error"}


async def handle(socket):
    counts = collections.Counter()
    try:
        async for message in socket:
            if answer := take(socket, counts, message):
                await socket.send(json.dumps(answer))
    except ConnectionClosed:
        pass
    topics = sorted(topic for topic, sockets in members.items() if socket in sockets)
    for topic in topics:
        members[topic].discard(socket)
    # Deliveries of what this session published.
    names = ("published", "deliveries", "malformed")
    report(topics=topics, code=socket.close_code, **{name: counts[name] for name in names})


async def main():
    server = await listen(handle)
    announce(port_of(server))
    await server.serve_forever()


run(main)
