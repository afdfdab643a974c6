"""An echo server that stands still by a schedule: it neither reads, answers nor takes clients, as in a long pause of a
garbage collector. Its times count from the opening of the first session."""

import argparse
import asyncio
import time

from websockets.exceptions import ConnectionClosed

from library import listen, port_of
from peer import announce, report, run


def span(text):
    begin, end = (float(part) for part in text.split("-"))
    return begin, end


options = argparse.ArgumentParser(description=__doc__)
options.add_argument("stalls", nargs="+", type=span, help="FROM-TO in seconds")
settings = options.parse_args()
is_armed = False


def stall(origin, begin, end):
    began = time.monotonic() - origin
    time.sleep(max(0, origin + end - time.monotonic()))
    # `origin` on CLOCK_MONOTONIC, which all processes of a machine share.
    report(origin=origin, planned_from=begin, planned_to=end, began=began, ended=time.monotonic() - origin)


async def handle(socket):
    global is_armed
    if not is_armed:
        is_armed = True
        loop, origin = asyncio.get_running_loop(), time.monotonic()
        for begin, end in settings.stalls:
            loop.call_at(origin + begin, stall, origin, begin, end)
    try:
        async for message in socket:
            await socket.send(message)
    except ConnectionClosed:
        pass


async def main():
    server = await listen(handle)
    announce(port_of(server))
    await server.serve_forever()


run(main)
