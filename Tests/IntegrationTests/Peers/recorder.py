"""An echo server that tells what it was sent, byte for byte: the opening request, and each frame.

With --raw it understands nothing but the opening request, if that: it keeps all bytes with the times of their arrival,
sends nothing after its answer, and ends the connection when the client has been silent for a while.

`opening` is the opening request, or all that came where it was never whole, and `bytes` what came after it.
"""

import argparse
import base64
import hashlib
import socket
import threading
import time

import wire
from peer import announce, end_with_input, report
from wire import BINARY, CLOSE, PING, PONG, TEXT, frame


options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--raw", action="store_true")
options.add_argument("--silence", type=float, default=1, help="with --raw, seconds of silence that end a session")
settings = options.parse_args()


class Tape:
    """A connection that keeps what comes from it."""

    # Bytes that are told of a session.
    LIMIT = 1 << 16

    def __init__(self, connection):
        self.connection = connection
        self.bytes = bytearray()
        # Seconds since the connect, and bytes, of each arrival.
        self.arrivals = []
        self.begin = time.monotonic()
        # How the client's bytes ended; None where this side ended first.
        self.end = None
        self.block, self.taken = b"", 0
        self.sendall = connection.sendall

    def recv(self, count):
        if self.taken == len(self.block):
            self.block, self.taken = self.receive(), 0
        part = self.block[self.taken : self.taken + count]
        self.taken += len(part)
        return part

    def receive(self):
        try:
            block = self.connection.recv(1 << 18)
            self.end = None if block else "fin"
        except (TimeoutError, ConnectionError) as failure:
            self.end = "silence" if isinstance(failure, TimeoutError) else "reset"
            return b""
        if block and len(self.bytes) < Tape.LIMIT:
            self.bytes += block
            self.arrivals.append({"seconds": time.monotonic() - self.begin, "count": len(block)})
        return block


def serve(connection, address):
    tape = Tape(connection)
    first, headers, opening, frames, digest = "", [], None, [], hashlib.sha256()
    if settings.raw:
        connection.settimeout(settings.silence)
    try:
        first, headers = wire.read_head(tape)
        opening = len(tape.bytes) - len(tape.block) + tape.taken
        tape.sendall(wire.answer(headers, **chosen_subprotocol(headers)))
        if settings.raw:
            while tape.recv(1 << 16):
                pass
        else:
            echo(tape, frames, digest)
    except (EOFError, ConnectionError):
        pass
    except (KeyError, ValueError):
        # No opening request of a WebSocket client.
        tape.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    connection.close()
    whole = bytes(tape.bytes[: Tape.LIMIT])
    report(
        request=first,
        headers=[{"name": name, "value": value} for name, value in headers],
        address=address[0],
        frames=frames,
        digest=digest.hexdigest(),
        opening=base64.b64encode(whole[:opening]).decode(),
        bytes=base64.b64encode(b"" if opening is None else whole[opening:]).decode(),
        arrivals=tape.arrivals,
        end=tape.end,
    )


def chosen_subprotocol(headers):
    offers = [value for name, value in headers if name == "Sec-WebSocket-Protocol"]
    return {"Sec_WebSocket_Protocol": offers[0].split(",")[0].strip()} if offers else {}


def echo(connection, frames, digest):
    message, opcode = b"", None
    while True:
        got = wire.Frame(connection)
        # As the frame stood on the wire, its mask included.
        digest.update(bytes([got.fin << 7 | got.opcode]) + len(got.raw).to_bytes(8, "big") + (got.key or b"") + got.raw)
        frames.append(
            {
                "opcode": got.opcode,
                "fin": bool(got.fin),
                "rsv": got.rsv,
                "length": len(got.payload),
                "key": got.key.hex() if got.key is not None else None,
                "raw": base64.b64encode(got.raw[:256]).decode(),
                "payload": base64.b64encode(got.payload[:256]).decode(),
            }
        )
        if got.opcode == CLOSE:
            return connection.sendall(frame(CLOSE, got.payload))
        if got.opcode == PING:
            connection.sendall(frame(PONG, got.payload))
        elif got.opcode < CLOSE:
            opcode = got.opcode if got.opcode in (TEXT, BINARY) else opcode
            message += got.payload
            if got.fin:
                connection.sendall(frame(opcode, message))
                message = b""


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    announce(listener.getsockname()[1])
    while True:
        threading.Thread(target=serve, args=listener.accept(), daemon=True).start()


end_with_input()
main()
