"""The client library against the engine below it, and against Python's."""

import subprocess

from .plan import interleaved
from .processes import BENCHMARKS, ROOT, BenchError, floor_server, pinned
from .samples import Samples, Table

PORT = 19031
ECHO = BENCHMARKS / ".build" / "release" / "ClientEcho"
PYTHON = [ROOT / ".venv" / "bin" / "python", BENCHMARKS / "suite" / "python_echo.py"]


def build(log):
    """Builds the program that measures, and installs Python's package, which the tests use too."""
    for step in (["make", "-s", "-C", ROOT, "install-peers"],
                 ["swift", "build", "-c", "release", "--package-path", BENCHMARKS, "--product", "ClientEcho"]):
        log("$ " + " ".join(str(word) for word in step))
        subprocess.run(step, check=True)


def figures(plan, command, sessions):
    done = subprocess.run(
        pinned(plan.client_core, [*command, PORT, sessions, plan.seconds]), capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return {name: float(value) for name, value in (word.split("=") for word in done.stdout.split()[1:])}


def client_library(plan):
    """Round trips by the client library, by the engine alone and by Python."""
    build(plan.log)
    table = Table(
        "Client library",
        "A closed loop of 64 B with one message in flight per session, against the floor's server: by `WebSocketClient`, "
        "a task for each session, on one loop; by the engine alone, which has events and no tasks; and by the Python "
        "package `websockets` without compression. CPU time of the client process, user and system, by the round trips "
        "in the measured window, in µs.",
        ["sessions", "library, µs", "engine, µs", "ratio", "Python, µs", "library, per s", "engine, per s",
         "Python, per s"])
    commands = ([ECHO, "client"], [ECHO, "engine"], PYTHON)
    with floor_server(plan.server_core, PORT, "echo_server"):
        for sessions in (1, 1000):
            costs, rates = [Samples() for _ in commands], [Samples() for _ in commands]

            def measure(index):
                found = figures(plan, commands[index], sessions)
                costs[index].add(found["cpu_us_per_round_trip"])
                rates[index].add(found["round_trips_per_s"])

            interleaved(
                plan, f"client library, {sessions}", *(lambda index=index: measure(index) for index in range(3)))
            library, engine, python = costs
            table.rows.append([
                f"{sessions:,}", library.text(), engine.text(), f"{library.median / engine.median:.2f}", python.text(1),
                *(f"{rate.median:,.0f}" for rate in rates)])
    return table
