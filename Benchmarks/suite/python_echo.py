"""Round trips of 64 B in a closed loop by the package `websockets`: python_echo.py PORT SESSIONS SECONDS.

Prints what the floor's clients print. Run by bench.py with the interpreter that has the package.
"""

import asyncio
import resource
import sys
import time

from websockets.asyncio.client import connect

MESSAGE = b"a" * 64
round_trips = 0


async def echo(port, end):
    global round_trips
    # As the other side: no compression, no pings.
    async with connect(f"ws://127.0.0.1:{port}/", compression=None, ping_interval=None, open_timeout=30) as socket:
        while not end.is_set():
            await socket.send(MESSAGE)
            await socket.recv()
            round_trips += 1


def mark():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.monotonic(), usage.ru_utime + usage.ru_stime, round_trips


async def main(port, sessions, seconds):
    end = asyncio.Event()
    tasks = [asyncio.create_task(echo(port, end)) for _ in range(sessions)]
    # For the connects, which take this client longer than others.
    await asyncio.sleep(1 + sessions / 500)
    start = mark()
    await asyncio.sleep(seconds)
    last = mark()
    end.set()
    await asyncio.gather(*tasks)
    took, cpu, count = (after - before for before, after in zip(start, last))
    print(f"python round_trips_per_s={count / took} cpu_us_per_round_trip={cpu / count * 1e6}")


asyncio.run(main(*(int(word) for word in sys.argv[1:])))
