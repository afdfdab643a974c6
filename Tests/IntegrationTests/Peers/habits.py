"""What the echo servers share: the habits that a test chooses, and what they count of a session."""

import argparse
import asyncio
import collections
import ssl


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--close-after", type=int, help="messages after which the server closes")
    parser.add_argument("--close-code", type=int, default=4001)
    parser.add_argument("--ping-every", type=float, help="seconds between two pings of the server")
    parser.add_argument("--delay", type=float, default=0, help="seconds that each reply takes")
    parser.add_argument("--subprotocol", action="append", default=[], help="one that the server knows")
    parser.add_argument("--quiet", action="store_true", help="report nothing of single sessions")
    parser.add_argument("--cert", help="the server's certificate: it speaks TLS")
    parser.add_argument("--key")
    parser.add_argument("--tls", choices=["1.2", "1.3"], help="the only version that it speaks")
    parser.add_argument("--alpn", action="append", default=[], help="a protocol that the server knows")
    parser.add_argument("--client-ca", help="the authority of the clients' certificates, which they must have")
    return parser


def security(settings):
    """The settings of TLS that a server is given; None without TLS."""
    if not settings.cert:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings.cert, settings.key)
    if settings.tls:
        version = ssl.TLSVersion.TLSv1_2 if settings.tls == "1.2" else ssl.TLSVersion.TLSv1_3
        context.minimum_version = context.maximum_version = version
    if settings.alpn:
        context.set_alpn_protocols(settings.alpn)
    # None where the client asks for no name.
    context.sni_callback = lambda connection, name, _: setattr(connection, "asked_name", name)
    if settings.client_ca:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(settings.client_ca)
    return context


def facts_of_tls(transport):
    """What TLS has agreed on, and whose certificate was shown; None without TLS."""
    connection = transport.get_extra_info("ssl_object")
    if connection is None:
        return None
    subject = (connection.getpeercert() or {}).get("subject", ())
    return {
        "version": connection.version(),
        "cipher": connection.cipher()[0],
        "resumed": connection.session_reused,
        "name": getattr(connection, "asked_name", None),
        "client": next((value for part in subject for name, value in part if name == "commonName"), None),
    }


class Session:
    def __init__(self, settings):
        self.settings = settings
        self.counts = collections.Counter()

    async def echo(self, messages, send, close):
        """Sends all that comes back, until it is time to close."""
        async for message in messages:
            self.counts["text" if isinstance(message, str) else "binary"] += 1
            if self.settings.delay:
                await asyncio.sleep(self.settings.delay)
            await send(message)
            if self.counts["text"] + self.counts["binary"] == self.settings.close_after:
                await close(self.settings.close_code, "enough")

    def pinging(self, ping):
        """A task that pings beside the echoes, where that is a habit."""

        async def go_on():
            while self.settings.ping_every:
                await asyncio.sleep(self.settings.ping_every)
                self.counts["pings"] += 1
                await ping(b"from the server")

        return asyncio.create_task(go_on())

    @property
    def facts(self):
        return {name: self.counts[name] for name in ("text", "binary", "pings", "pongs")}
