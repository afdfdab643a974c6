"""An echo server on `websockets` with an extension of its own, `x-xor`, and permessage-deflate where that is asked for.

`x-xor; key=N` changes every byte of a message by N and marks the first frame with RSV2. The session's report says what
came in the header, what was agreed on, and what messages were on the wire.
"""

import argparse
import asyncio
import dataclasses

from library import port_of
from peer import announce, report, run
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed, NegotiationError
from websockets.extensions.base import Extension, ServerExtensionFactory
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.frames import OP_BINARY, OP_CONT, OP_TEXT

options = argparse.ArgumentParser()
options.add_argument("--deflate", choices=["first", "last"], help="where compression stands beside x-xor")
options.add_argument("--answer", help="the key that is said to the client instead of its own")
options.add_argument("--fragments", type=int, default=1, help="frames of each reply")
settings = options.parse_args()


class Xor(Extension):
    name = "x-xor"

    def __init__(self, key):
        self.key = key
        self.is_marked = False
        self.seen = []

    def changed(self, frame, **fields):
        return dataclasses.replace(frame, data=bytes(byte ^ self.key for byte in frame.data), **fields)

    def decode(self, frame, *, max_size=None):
        if frame.opcode in (OP_TEXT, OP_BINARY):
            self.is_marked = frame.rsv2
        elif frame.opcode != OP_CONT:
            return frame
        if not self.is_marked:
            return frame
        self.seen.append([int(frame.rsv1), int(frame.rsv2), bytes(frame.data[:8]).hex()])
        return self.changed(frame, rsv2=False)

    def encode(self, frame):
        if frame.opcode not in (OP_TEXT, OP_BINARY, OP_CONT):
            return frame
        return self.changed(frame, rsv2=frame.opcode != OP_CONT)


class XorFactory(ServerExtensionFactory):
    name = Xor.name

    def process_request_params(self, params, accepted_extensions):
        keys = [value for name, value in params if name == "key"]
        if len(keys) != 1 or len(params) != 1:
            raise NegotiationError("one key is needed")
        return [("key", settings.answer or keys[0])], Xor(int(keys[0]))


def in_fragments(message):
    size = max(1, -(-len(message) // settings.fragments))
    return [message[start : start + size] for start in range(0, len(message), size)] or message


async def handle(socket):
    try:
        async for message in socket:
            await socket.send(in_fragments(message) if settings.fragments > 1 else message)
    except ConnectionClosed:
        pass
    agreed = socket.protocol.extensions
    report(
        offered=socket.request.headers.get("Sec-WebSocket-Extensions"),
        agreed=[it.name for it in agreed],
        seen=[entry for it in agreed if isinstance(it, Xor) for entry in it.seen],
    )


async def main():
    factories = [XorFactory()]
    if settings.deflate:
        factories.insert(0 if settings.deflate == "first" else 1, ServerPerMessageDeflateFactory())
    server = await serve(handle, "127.0.0.1", 0, extensions=factories, compression=None, ping_interval=None)
    announce(port_of(server))
    await server.serve_forever()


run(main)
