"""What all peers share: they print their port, then a report in JSON a line, and end when their input does."""

import asyncio
import json
import os
import resource
import sys
import threading


def announce(port):
    print(port, flush=True)


def report(**facts):
    # One write, so that reports of several threads do not mix.
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def end_with_input():
    """Ends this process when the one that started it is gone."""

    def wait():
        # Not by sys.stdin, whose lock an ending interpreter would wait for.
        while os.read(0, 4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def run(main):
    """Runs a peer made of coroutines, with as many connections as the system allows."""
    end_with_input()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main())
