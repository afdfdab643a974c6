"""Opens WebSockets over TLS and ends each stream without close_notify, after a message if there is one to come."""

import base64
import hashlib
import socket
import ssl
import sys
import threading

from peer import announce, end_with_input

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def serve(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(4096)
    key = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:"))
    accept = base64.b64encode(hashlib.sha1(key.split(b":")[1].strip() + GUID).digest())
    connection.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )
    connection.recv(4096)
    # The socket below is ended, and TLS is not asked.
    socket.socket.shutdown(connection, socket.SHUT_WR)
    while connection.recv(4096):
        pass


end_with_input()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
listener = socket.create_server(("127.0.0.1", 0))
announce(listener.getsockname()[1])
while True:
    plain, _ = listener.accept()
    threading.Thread(target=lambda: serve(context.wrap_socket(plain, server_side=True)), daemon=True).start()
