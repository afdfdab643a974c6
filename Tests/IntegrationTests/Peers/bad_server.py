"""Servers that do one thing wrong, each by its name. They report the code with which the client closed."""

import socket
import sys
import threading
import time

import wire
from peer import announce, end_with_input, report
from wire import BINARY, CLOSE, PING, TEXT, frame

BODY = "out of order, try again tomorrow"


def in_the_handshake(reply=None, then="close", pause=0.0, **changes):
    """Answers the opening request with bytes, or with a good answer but for its changes."""

    def serve(connection):
        _, headers = wire.read_head(connection)
        data = wire.answer(headers, **changes) if reply is None else reply
        if pause:
            for byte in data:
                connection.sendall(bytes([byte]))
                time.sleep(pause)
        else:
            connection.sendall(data)
        end(connection, then)

    return serve


def end(connection, how):
    if how == "reset":
        wire.reset(connection)
    elif how == "wait":
        # For the client to leave.
        while connection.recv(65536):
            pass


def open_session(connection):
    _, headers = wire.read_head(connection)
    connection.sendall(wire.answer(headers))


def instead_of_a_reply(data, then="read"):
    """Opens well, and answers the first message with bytes."""

    def serve(connection):
        open_session(connection)
        wire.Frame(connection)
        connection.sendall(data)
        if then == "read":
            report_close(connection)
        else:
            end(connection, then)

    return serve


def with_the_answer(data):
    """Sends bytes together with a good answer to the opening request."""

    def serve(connection):
        _, headers = wire.read_head(connection)
        connection.sendall(wire.answer(headers) + data)
        report_close(connection)

    return serve


def report_close(connection):
    while True:
        got = wire.Frame(connection)
        if got.opcode == CLOSE:
            return report(code=got.close_code)


def echo(connection, reply):
    """Opens and closes well; `reply` says what is sent for the message of a number."""
    open_session(connection)
    number = 0
    while True:
        got = wire.Frame(connection)
        if got.opcode == CLOSE:
            return connection.sendall(frame(CLOSE, got.payload))
        if got.opcode in (TEXT, BINARY):
            for data in reply(number, got):
                connection.sendall(data)
            number += 1


def echoing(reply):
    return lambda connection: echo(connection, reply)


def as_it_came(got):
    return frame(got.opcode, got.payload)


def wrong_for(chosen, reply):
    """Answers well but for the message of one number."""
    return lambda number, got: reply(got) if number == chosen else [as_it_came(got)]


def late(number, got):
    if number == 1:
        time.sleep(0.6)
    yield as_it_came(got)


def silent_after_close(connection):
    open_session(connection)
    while wire.Frame(connection).opcode != CLOSE:
        pass
    end(connection, "wait")


def never_ending_stream(connection):
    open_session(connection)
    while (got := wire.Frame(connection)).opcode != CLOSE:
        pass
    connection.sendall(frame(CLOSE, got.payload))
    time.sleep(60)


def status(line, *headers, body=BODY):
    return "\r\n".join([f"HTTP/1.1 {line}", *headers, f"Content-Length: {len(body)}", "", body]).encode()


LONG_HEADER = b"HTTP/1.1 101 Switching Protocols\r\nX-Long: " + b"a" * 200_000
MANY_HEADERS = b"HTTP/1.1 101 Switching Protocols\r\n" + b"X-Many: a\r\n" * 500

SERVERS = {
    "silent": in_the_handshake(b"", then="wait"),
    "reset-in-handshake": in_the_handshake(b"HTTP/1.1 101 Swi", then="reset"),
    "ends-in-handshake": in_the_handshake(b"HTTP/1.1 101 Swi"),
    "endless-header": in_the_handshake(LONG_HEADER, pause=0.02),
    "long-header": in_the_handshake(LONG_HEADER, then="wait"),
    "many-headers": in_the_handshake(MANY_HEADERS, then="wait"),
    "garbage": in_the_handshake(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", then="wait"),
    "old-http": in_the_handshake(status="HTTP/1.0 101 Switching Protocols", then="wait"),
    "wrong-accept": in_the_handshake(Sec_WebSocket_Accept="AAAAAAAAAAAAAAAAAAAAAAAAAAA=", then="wait"),
    "no-accept": in_the_handshake(Sec_WebSocket_Accept=None, then="wait"),
    "wrong-upgrade": in_the_handshake(Upgrade="h2c", then="wait"),
    "wrong-connection": in_the_handshake(Connection="keep-alive", then="wait"),
    "subprotocol": in_the_handshake(Sec_WebSocket_Protocol="nobody.asked", then="wait"),
    "extension": in_the_handshake(Sec_WebSocket_Extensions="permessage-deflate", then="wait"),
    "redirect": in_the_handshake(status("302 Found", "Location: ws://elsewhere.example/chat"), then="wait"),
    "unauthorized": in_the_handshake(status("401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'), then="wait"),
    "unavailable": in_the_handshake(status("503 Service Unavailable", body=BODY + "!" * 5000), then="wait"),
    "stalled-refusal": in_the_handshake(
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 1000\r\n\r\n" + BODY.encode(), then="wait"
    ),
    "no-upgrade": in_the_handshake(status("200 OK"), then="wait"),
    "masked": instead_of_a_reply(frame(BINARY, b"hidden", mask=b"\x01\x02\x03\x04")),
    "reserved-bits": instead_of_a_reply(frame(BINARY, b"a", rsv=4)),
    "reserved-opcode": instead_of_a_reply(frame(3, b"a")),
    "reserved-control": instead_of_a_reply(frame(11, b"a")),
    "bad-utf8": instead_of_a_reply(frame(TEXT, b"good \xc0\xaf bad")),
    "cut-utf8": instead_of_a_reply(frame(TEXT, b"good \xe2\x82")),
    "long-ping": instead_of_a_reply(frame(PING, b"p" * 126)),
    "fragmented-ping": instead_of_a_reply(frame(PING, b"p", fin=False)),
    "huge-length": instead_of_a_reply(frame(BINARY, length=1 << 63, length_bytes=8)),
    "long-form-of-short-length": instead_of_a_reply(frame(BINARY, b"a", length_bytes=2)),
    "frame-over-limit": instead_of_a_reply(frame(BINARY, length=1 << 40)),
    "continuation-of-nothing": instead_of_a_reply(frame(0, b"a")),
    "interrupted-message": instead_of_a_reply(frame(TEXT, b"a", fin=False) + frame(TEXT, b"b")),
    "close-1005": instead_of_a_reply(wire.close_frame(1005)),
    "close-of-one-byte": instead_of_a_reply(frame(CLOSE, b"\x03")),
    "close-with-bad-reason": instead_of_a_reply(wire.close_frame(1000, b"\xff")),
    "bad-from-the-start": with_the_answer(frame(BINARY, b"a", rsv=2)),
    "reset-in-frame": instead_of_a_reply(frame(BINARY, b"half", length=100), then="reset"),
    "ends-in-frame": instead_of_a_reply(frame(BINARY, b"half", length=100), then="close"),
    "ends-without-close": instead_of_a_reply(b"", then="close"),
    "silent-after-close": silent_after_close,
    "never-ends-stream": never_ending_stream,
    "corrupt": echoing(wrong_for(1, lambda got: [frame(got.opcode, b"x" * len(got.payload))])),
    "short": echoing(wrong_for(1, lambda got: [frame(got.opcode, got.payload[:-1])])),
    "other-type": echoing(wrong_for(1, lambda got: [frame(TEXT + BINARY - got.opcode, got.payload)])),
    "drops-last": echoing(wrong_for(4, lambda got: [])),
    "late": echoing(late),
    "talkative": echoing(wrong_for(4, lambda got: [as_it_came(got), as_it_came(got)])),
}


def serve(connection, handler):
    try:
        with connection:
            handler(connection)
    except (EOFError, ConnectionError, BrokenPipeError):
        pass


def main():
    mode = sys.argv[1]
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    if mode not in ("refuses", "full"):
        listener.listen(128)
    elif mode == "full":
        listener.listen(0)
    announce(listener.getsockname()[1])
    if mode in ("refuses", "full"):
        threading.Event().wait()
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, SERVERS[mode]), daemon=True).start()


end_with_input()
main()
