"""An echo server that tells what it was sent, byte for byte: the opening request, and each frame."""

import base64
import hashlib
import socket
import threading

import wire
from peer import announce, end_with_input, report
from wire import BINARY, CLOSE, PING, PONG, TEXT, frame


def serve(connection, address):
    frames, digest = [], hashlib.sha256()
    first, headers = wire.read_head(connection)
    connection.sendall(wire.answer(headers, **chosen_subprotocol(headers)))
    try:
        with connection:
            echo(connection, frames, digest)
    except (EOFError, ConnectionError):
        pass
    report(
        request=first,
        headers=[{"name": name, "value": value} for name, value in headers],
        address=address[0],
        frames=frames,
        digest=digest.hexdigest(),
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
