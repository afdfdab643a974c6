"""Servers whose compression is wrong, each by its name. They report the code with which the client closed."""

import socket
import sys
import threading
import zlib

import wire
from peer import announce, end_with_input, report
from wire import BINARY, CLOSE, TEXT, frame

EXTENSION = "permessage-deflate"


def deflated(data):
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (compressor.compress(data) + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]


# What is answered, and what follows the first message.
SERVERS = {
    "unknown-parameter": (f"{EXTENSION}; unheard_of", b""),
    "window-of-16": (f"{EXTENSION}; server_max_window_bits=16", b""),
    "window-not-offered": (f"{EXTENSION}; server_no_context_takeover; client_max_window_bits=9", b""),
    "value-of-a-flag": (f"{EXTENSION}; server_no_context_takeover=1", b""),
    "flag-not-answered": (EXTENSION, b""),
    "twice": (f"{EXTENSION}; server_no_context_takeover, {EXTENSION}", b""),
    "declines": (None, b""),
    "bomb": (f"{EXTENSION}; server_no_context_takeover", frame(BINARY, deflated(bytes(80 << 20)), rsv=4)),
    "bad-data": (f"{EXTENSION}; server_no_context_takeover", frame(BINARY, b"\x06", rsv=4)),
    "bad-utf8": (f"{EXTENSION}; server_no_context_takeover", frame(TEXT, deflated(b"a\xff"), rsv=4)),
}


def serve(connection, answer, data):
    _, headers = wire.read_head(connection)
    connection.sendall(wire.answer(headers, Sec_WebSocket_Extensions=answer))
    try:
        wire.Frame(connection)
        connection.sendall(data)
        while (got := wire.Frame(connection)).opcode != CLOSE:
            pass
        report(code=got.close_code)
        connection.sendall(frame(CLOSE, got.payload))
    except (EOFError, OSError):
        pass
    connection.close()


def main():
    end_with_input()
    answer, data = SERVERS[sys.argv[1]]
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    announce(listener.getsockname()[1])
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, answer, data), daemon=True).start()


main()
