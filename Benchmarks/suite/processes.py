"""Programs that are run for a measurement, each on a core of its own."""

import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
FLOOR = BENCHMARKS / "Floor" / "bin"
SQUALL = ROOT / ".build" / "release" / "squall"

# Squall's own exit code for a result that does not speak of the server.
INVALID_RESULT = 111

# What a client that never rests looks like to the verdict. That is what these runs want; any other reason spoils them.
BUSY_CLIENT = {"cpu_wait", "read_wait", "unexplained", "send_lag", "connect_lag"}


class BenchError(Exception):
    """A run that gave no figure which could be used."""


def build(log):
    """Builds squall and the floor, as a user would: the first installs the libraries of both."""
    for step in (["make", "-s", "-C", str(ROOT), "all"], ["make", "-s", "-C", str(BENCHMARKS / "Floor")]):
        log("$ " + " ".join(step))
        subprocess.run(step, check=True)


def raise_open_files():
    """Lets the programs hold as many sockets as the system allows; returns that number."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def pinned(core, command):
    return ["taskset", "-c", str(core)] + [str(word) for word in command]


class Server:
    """A server on a port of 127.0.0.1, from `with` to the end of its block."""

    def __init__(self, core, port, command):
        self.port = port
        self.command = pinned(core, command)

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 5
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.process.kill()
                    raise BenchError(f"no server came up: {' '.join(self.command)}\n{self.process.stderr.read()}")
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def peak_memory(self):
        """The most memory that the server has held, in bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        raise BenchError("the server's memory cannot be read")


def floor_server(core, port, program):
    return Server(core, port, [FLOOR / program, port])


def squall_server(core, port, *options):
    return Server(core, port, [SQUALL, "serve", "--listen", f"127.0.0.1:{port}", "--workers", "1", *options])


def floor(core, program, *arguments):
    """Runs a client of the floor; returns its figures by name."""
    done = subprocess.run(pinned(core, [FLOOR / program, *arguments]), capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchError(f"{program} ended with {done.returncode}: {done.stderr.strip()}")
    return {name: float(value) for name, value in (word.split("=") for word in done.stdout.split()[1:])}


def make_certificate():
    """A self-signed certificate for 127.0.0.1 on P-256, where the scenarios look for it."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", FLOOR / "tls.key"]
    subprocess.run(command + ["-out", FLOOR / "tls.pem"], check=True, capture_output=True)


def squall_tls_server(core, port):
    make_certificate()
    command = [SQUALL, "serve", "--listen", f"127.0.0.1:{port}", "--workers", "1", "--ktls", "auto"]
    return Server(core, port, command + ["--cert", FLOOR / "tls.pem", "--key", FLOOR / "tls.key"])


def kernel_has_tls():
    try:
        return "tls" in Path("/proc/sys/net/ipv4/tcp_available_ulp").read_text().split()
    except OSError:
        return False


class SquallRun:
    """A `squall run` that goes on until `finish`; its result folder is a temporary one."""

    def __init__(self, core, scenario, port, duration=None):
        self.scenario = scenario
        self.folder = tempfile.TemporaryDirectory(prefix="squall-bench-")
        self.result = Path(self.folder.name) / "result"
        command = [SQUALL, "run", BENCHMARKS / "scenarios" / f"{scenario}.json", "--quiet"]
        scheme = "wss" if scenario.startswith("tls-") else "ws"
        command += ["--url", f"{scheme}://127.0.0.1:{port}/", "--out", self.result]
        if duration is not None:
            command += ["--duration", f"{duration}s"]
        self.process = subprocess.Popen(
            pinned(core, command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def finish(self):
        """The run's summary. Raises unless all that was planned was done, by a client that was busy at the worst."""
        output, _ = self.process.communicate()
        if self.process.returncode not in (0, INVALID_RESULT):
            raise BenchError(f"{self.scenario}: squall ended with {self.process.returncode}\n{output}")
        summary = json.loads((self.result / "summary.json").read_text())
        if self.process.returncode == INVALID_RESULT:
            reasons = [reason for reason in summary["verdict"]["reasons"] if reason["level"] == "INVALID"]
            text = ", ".join(f"{reason['code']} {reason['measured']:.4g} {reason['unit']}" for reason in reasons)
            if not {reason["code"] for reason in reasons} <= BUSY_CLIENT:
                raise BenchError(f"{self.scenario}: the result is INVALID: {text}\n{output}")
            print(f"{self.scenario}: INVALID, as a client may be that never rests: {text}", file=sys.stderr, flush=True)
        sessions = summary["metrics"]["sessions"]
        counters = summary["metrics"]["counters"]
        spoilt = sessions["failed"] + sum(counters[name]["total"] for name in ("ws_msgs_lost", "ws_msgs_corrupt"))
        if sessions["opened"] != sessions["planned"] or spoilt:
            raise BenchError(f"{self.scenario}: not all sessions and messages came through\n{output}")
        return summary

    def open_sessions(self):
        """How many sessions were open at the end of the last whole second; 0 before the first."""
        try:
            lines = (self.result / "timeseries.csv").read_text().splitlines()
        except OSError:
            return 0
        if len(lines) < 2:
            return 0
        return int(lines[-1].split(",")[lines[0].split(",").index("sessions_open")])

    def stop(self):
        """Ends a run of which no figure is wanted any more."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()


def squall(core, scenario, port, duration=None):
    """Runs a scenario to its end; returns its summary."""
    run = SquallRun(core, scenario, port, duration)
    try:
        return run.finish()
    finally:
        run.stop()


def idle_share(seconds):
    """The part of all cores' time in which nothing ran, over the next seconds."""

    def times():
        fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        return fields[3] + fields[4], sum(fields)

    idle, total = times()
    time.sleep(seconds)
    later_idle, later_total = times()
    return (later_idle - idle) / max(1, later_total - total)


def cores():
    return sorted(os.sched_getaffinity(0))
