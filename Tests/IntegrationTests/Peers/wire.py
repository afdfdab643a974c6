"""WebSocket bytes by hand, for peers that do what no library would."""

import base64
import hashlib
import os
import socket
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        block = connection.recv(count - len(data))
        if not block:
            raise EOFError
        data += block
    return data


def read_head(connection):
    """The first line and the headers of a request or response. What comes after them stays in the socket."""
    data = b""
    while not data.endswith(b"\r\n\r\n"):
        data += read_exactly(connection, 1)
    first, *lines = data[:-4].decode("latin-1").split("\r\n")
    return first, [tuple(part.strip() for part in line.split(":", 1)) for line in lines]


def accept_value(key):
    digest = hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
    return base64.b64encode(digest).decode()


def answer(headers, status="HTTP/1.1 101 Switching Protocols", **changes):
    """The answer to an opening request. A change of None leaves a header out."""
    key = dict((name.lower(), value) for name, value in headers)["sec-websocket-key"]
    fields = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept_value(key)}
    fields.update((name.replace("_", "-"), value) for name, value in changes.items())
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join([status, *lines, "", ""]).encode()


def frame(opcode, payload=b"", fin=True, rsv=0, mask=None, length=None, length_bytes=None):
    """A frame, right or wrong. `length` is what its header claims."""
    length = len(payload) if length is None else length
    if length_bytes is None:
        length_bytes = 0 if length < 126 else 2 if length < 65536 else 8
    short = {0: length, 2: 126, 8: 127}[length_bytes]
    head = bytes([fin << 7 | rsv << 4 | opcode, (mask is not None) << 7 | short])
    head += {0: b"", 2: struct.pack(">H", length & 0xFFFF), 8: struct.pack(">Q", length)}[length_bytes]
    return head + (mask + masked(payload, mask) if mask is not None else payload)


def masked(payload, key):
    return bytes(byte ^ key[index % 4] for index, byte in enumerate(payload))


class Frame:
    """A frame as it came."""

    def __init__(self, connection):
        first, second = read_exactly(connection, 2)
        self.fin, self.rsv, self.opcode = first >> 7, first >> 4 & 7, first & 15
        length = second & 127
        if length == 126:
            (length,) = struct.unpack(">H", read_exactly(connection, 2))
        elif length == 127:
            (length,) = struct.unpack(">Q", read_exactly(connection, 8))
        self.key = read_exactly(connection, 4) if second >> 7 else None
        self.raw = read_exactly(connection, length)
        self.payload = self.raw if self.key is None else masked(self.raw, self.key)

    @property
    def close_code(self):
        return struct.unpack(">H", self.payload[:2])[0] if len(self.payload) > 1 else None


def close_frame(code, reason=b"", **options):
    return frame(CLOSE, struct.pack(">H", code) + reason, **options)


def reset(connection):
    """Ends with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def connect(port, host="127.0.0.1", path="/", key=None, **changes):
    """A client's socket after the opening handshake, and the answer's head."""
    connection = socket.create_connection((host, port), timeout=20)
    fields = {
        "Host": f"{host}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": key or base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }
    fields.update((name.replace("_", "-"), value) for name, value in changes.items())
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    connection.sendall("\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode())
    return connection, read_head(connection)
