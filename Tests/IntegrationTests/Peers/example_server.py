"""An echo server for the examples of the client library.

    /chat   asks for the bearer token `secret`, knows the subprotocol `chat.v2`, and says who came
    /ping   pings once before the first message
    /cut    resets the connection after the first message
    /busy   refuses twice with 503, then resets a session as /cut does, and then is well

Reports each session when it ends.
"""

import collections

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run

visits = collections.Counter()


def process_request(socket, request):
    visits[request.path] += 1
    if request.path == "/chat" and request.headers.get("Authorization") != "Bearer secret":
        return socket.respond(401, "who are you?")
    if request.path == "/busy" and visits["/busy"] <= 2:
        return socket.respond(503, "come back later")
    return None


def select_subprotocol(socket, offered):
    return "chat.v2" if "chat.v2" in offered else None


async def handle(socket):
    path = socket.request.path
    is_cut = path == "/cut" or path == "/busy" and visits[path] == 3
    pong = None
    try:
        if path == "/chat":
            await socket.send(f"hello, {socket.request.headers.get('X-Client')}, {socket.request.headers.get('Cookie')}")
        if path == "/ping":
            pong = await socket.ping(b"are you there?")
        async for message in socket:
            if is_cut:
                socket.transport.abort()
            else:
                await socket.send(message)
    except ConnectionClosed:
        pass
    has_pong = pong is not None and pong.done() and not pong.exception()
    report(path=path, code=socket.close_code, subprotocol=socket.subprotocol, pong=has_pong)


async def main():
    server = await listen(handle, process_request=process_request, select_subprotocol=select_subprotocol)
    announce(port_of(server))
    await server.serve_forever()


run(main)
