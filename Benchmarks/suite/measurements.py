"""What is measured. Each function runs its programs in turn, round by round, and returns a table."""

import time
from pathlib import Path

from . import processes
from .client_library import client_library
from .plan import interleaved
from .processes import (
    FLOOR, BenchError, SquallRun, floor, floor_server, kernel_has_tls, squall, squall_server, squall_tls_server)
from .samples import Samples, Table

ECHO_PORT, SINK_PORT, DEFLATE_PORT, IDLE_PORT, TLS_PORT = 19001, 19002, 19003, 19011, 19021
MASKED_FRAME = 64 + 6
MIB = 1024 * 1024


def round_trips(plan):
    """CPU per round trip against the floor's client, and what was allocated for it."""
    table = Table(
        "CPU per round trip",
        "A closed loop with one message in flight per session. CPU time of the client process, user and system, by the "
        "round trips in the measured window, in µs. Squall checks each reply and records all its metrics; the floor "
        "counts bytes. Promised: a ratio of at most 1.25, and nothing allocated per message.",
        ["sessions", "message", "squall, µs", "floor, µs", "ratio", "≤ 1.25", "squall, messages/s",
         "allocated, B per message"])
    with floor_server(plan.server_core, ECHO_PORT, "echo_server"):
        for sessions, size, name in ((100, 64, "echo-64B-100"), (1000, 64, "echo-64B-1000"),
                                     (100, 16384, "echo-16KiB-100")):
            ours, theirs, rate, allocated = Samples(), Samples(), Samples(), Samples()

            def run_squall():
                summary = squall(plan.client_core, name, ECHO_PORT, plan.seconds)
                generator = summary["generator"]
                ours.add(generator["cpu_us_per_message"])
                rate.add(summary["metrics"]["counters"]["ws_msgs_received"]["per_second"])
                if "allocated_bytes_per_message" not in generator:
                    raise BenchError(f"{name}: squall did not count what it allocated")
                allocated.add(generator["allocated_bytes_per_message"])

            def run_floor():
                figures = floor(plan.client_core, "epoll_client", ECHO_PORT, sessions, size, plan.seconds)
                theirs.add(figures["cpu_us_per_round_trip"])

            interleaved(plan, name, run_floor, run_squall)
            ratio = ours.median / theirs.median
            table.check(round(allocated.median, 2), 0)
            table.rows.append([
                f"{sessions:,}", "64 B" if size == 64 else "16 KiB", ours.text(), theirs.text(), f"{ratio:.2f}",
                table.check(ratio, 1.25), f"{rate.median:,.0f}",
                f"{allocated.median:.2f}"])
    return table


def scripts(plan):
    """CPU per round trip of scripts, against the short form's."""
    table = Table(
        "Scripts",
        "100 sessions in a closed loop with messages of about 64 B, as above; each script in turn with the short form, "
        "against which its CPU time per round trip is held. `messages` is the short form as a step; the others are a "
        "`loop` of `send` and `expect`: a constant message and any reply, a reply that must hold a value at a JSON path, "
        "and a message with three template values.",
        ["script", "squall, µs", "short form, µs", "ratio", "allocated, B per message"])
    with floor_server(plan.server_core, ECHO_PORT, "echo_server"):
        for label, name in (("`messages`", "script-messages-100"), ("`send`, `expect`", "script-echo-100"),
                            ("JSON `expect`", "script-json-100"), ("template", "script-template-100")):
            ours, short, allocated = Samples(), Samples(), Samples()

            def run_script():
                generator = squall(plan.client_core, name, ECHO_PORT, plan.seconds)["generator"]
                ours.add(generator["cpu_us_per_message"])
                allocated.add(generator["allocated_bytes_per_message"])

            def run_short():
                summary = squall(plan.client_core, "echo-64B-100", ECHO_PORT, plan.seconds)
                short.add(summary["generator"]["cpu_us_per_message"])

            interleaved(plan, name, run_short, run_script)
            table.rows.append([
                label, ours.text(), short.text(), f"{ours.median / short.median:.2f}", f"{allocated.median:.2f}"])
    return table


def flood(plan):
    """Masked frames one way, against a plain copy of as many bytes."""
    table = Table(
        "One-way flood",
        "Masked frames of 64 B, 70 B each on the wire, over 8 sessions as fast as they go, into a server that throws "
        "them away. Beside it what a program sends that does nothing but `send` blocks of 64 KiB of prepared bytes, "
        "counted as frames of 70 B. In millions of frames per second of the client's CPU.",
        ["squall, M/CPU s", "plain copy, M/CPU s", "share of the copy", "squall, M/s"])
    ours, theirs, rate = Samples(), Samples(), Samples()

    def run_squall():
        summary = squall(plan.client_core, "flood-64B", SINK_PORT, plan.seconds)
        ours.add(1 / summary["generator"]["cpu_us_per_message"])
        rate.add(summary["metrics"]["counters"]["ws_msgs_sent"]["per_second"] / 1e6)

    def run_floor():
        figures = floor(plan.client_core, "copy_flood", SINK_PORT, 8, plan.seconds)
        theirs.add(figures["bytes_per_cpu_s"] / MASKED_FRAME / 1e6)

    with floor_server(plan.server_core, SINK_PORT, "sink_server"):
        interleaved(plan, "flood-64B", run_floor, run_squall)
    table.rows.append([ours.text(), theirs.text(1), f"{ours.median / theirs.median:.2f}", rate.text()])
    return table


def connects(plan):
    """A storm of opening handshakes, against the floor's connecting client."""
    table = Table(
        "Connects",
        "18,000 connects and opening handshakes as fast as one core gives, each reset when it is open. Squall measures "
        "every phase and checks the answers to the letter; the floor looks at the first line. CPU time of the whole "
        "client process.",
        ["squall, connects/s", "floor, connects/s", "squall, µs CPU each", "floor, µs CPU each", "ratio of CPU"])
    rate, floor_rate, cost, floor_cost = Samples(), Samples(), Samples(), Samples()

    def run_squall():
        summary = squall(plan.client_core, "connect-storm", ECHO_PORT)
        opened, generator = summary["metrics"]["sessions"]["opened"], summary["generator"]
        rate.add(opened / sum(phase["measured_s"] for phase in summary["phases"]))
        cost.add((generator["cpu_user_s"] + generator["cpu_system_s"]) / opened * 1e6)

    def run_floor():
        figures = floor(plan.client_core, "connect_client", ECHO_PORT, 18000, 128)
        floor_rate.add(figures["connects_per_s"])
        floor_cost.add(figures["cpu_us_per_connect"])

    with floor_server(plan.server_core, ECHO_PORT, "echo_server"):
        interleaved(plan, "connect-storm", run_floor, run_squall)
    table.rows.append([
        rate.text(0), floor_rate.text(0), cost.text(1), floor_cost.text(1), f"{cost.median / floor_cost.median:.2f}"])
    return table


def idle_memory(plan):
    """User memory of an idle session, from the difference of two runs."""
    table = Table(
        "Memory of an idle session",
        "The most memory that one process held (peak RSS) with 18,000 idle sessions, less the same with 1,000, by the "
        "17,000 between them. Promised: at most 1,024 B.",
        ["1,000 sessions, MiB", "18,000 sessions, MiB", "per session, B", "≤ 1,024 B"])
    few, many, each = Samples(), Samples(), Samples()

    def run(name, samples):
        samples.add(squall(plan.client_core, name, ECHO_PORT)["generator"]["max_rss_bytes"])

    with floor_server(plan.server_core, ECHO_PORT, "echo_server"):
        interleaved(plan, "idle", lambda: run("idle-1000", few), lambda: run("idle-18000", many))
    for small, large in zip(few.values, many.values):
        each.add((large - small) / 17000)
    table.rows.append([
        few.text(1, 1 / MIB), many.text(1, 1 / MIB), each.text(0), table.check(each.median, 1024)])
    return table


def deflating_server(plan):
    return squall_server(plan.server_core, DEFLATE_PORT, "--compression", "accept", "--compression-parameters", "level=1")


def compression(plan):
    """CPU per compressed round trip beside what zlib takes for the same messages."""
    table = Table(
        "Compression",
        "50 sessions in a closed loop with messages of 4 KiB of random letters, each compressed and inflated alone "
        "(permessage-deflate without context takeover), against `squall serve`. CPU time of the client process by the "
        "round trips, in µs: with compression, without, the difference, and what a program takes that does nothing but "
        "compress and inflate such messages with zlib.",
        ["level", "squall, µs", "without, µs", "difference, µs", "zlib alone, µs", "difference by zlib",
         "bytes after by before"])
    with deflating_server(plan):
        for level in (1, 6, 9):
            ours, plain, alone, share = Samples(), Samples(), Samples(), Samples()

            def run_squall():
                summary = squall(plan.client_core, f"deflate-4KiB-level-{level}", DEFLATE_PORT, plan.seconds)
                ours.add(summary["generator"]["cpu_us_per_message"])
                counters = summary["metrics"]["counters"]
                share.add(counters["ws_deflate_out"]["window"] / counters["ws_deflate_in"]["window"])

            def run_others():
                summary = squall(plan.client_core, "deflate-4KiB-off", DEFLATE_PORT, plan.seconds)
                plain.add(summary["generator"]["cpu_us_per_message"])
                figures = floor(plan.client_core, "zlib_messages", 4096, level, plan.seconds)
                alone.add(figures["cpu_us_per_message"])

            interleaved(plan, f"deflate, level {level}", run_others, run_squall)
            cost = ours.median - plain.median
            table.rows.append([
                f"{level}", ours.text(), plain.text(), f"{cost:.2f}", alone.text(), f"{cost / alone.median:.2f}",
                f"{share.median:.3f}"])
    return table


def compression_memory(plan):
    """Memory of sessions that have compressed, with contexts of their own and with the worker's."""
    table = Table(
        "Memory of a session that compresses",
        "The most memory that one process held (peak RSS) with 1,000 sessions that have had one message of 64 B and are "
        "idle, less the same without compression. With context takeover each session has a compressor and a "
        "decompressor; without, all share the worker's.",
        ["context takeover", "per session, KiB"])
    with deflating_server(plan):
        for label, name in (("yes", "deflate-idle-takeover"), ("no", "deflate-idle-shared")):
            ours, plain, each = Samples(), Samples(), Samples()

            def run(name, samples):
                samples.add(squall(plan.client_core, name, DEFLATE_PORT)["generator"]["max_rss_bytes"])

            interleaved(plan, name, lambda: run("deflate-idle-off", plain), lambda: run(name, ours))
            for with_it, without in zip(ours.values, plain.values):
                each.add((with_it - without) / 1000 / 1024)
            table.rows.append([label, each.text(1)])
    return table


def available_memory():
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise BenchError("/proc/meminfo has no MemAvailable")


def fifty_thousand(plan):
    """Sessions of three processes that are open at the same time."""
    processes_count, each = 3, 16667
    table = Table(
        "50,000 sessions at once",
        "Three `squall run` of 16,667 sessions each, over the source addresses 127.0.0.2 to 127.0.0.4, against three "
        "`squall serve`, since a process may hold 20,000 open files where this was made. Open at the same time, as each "
        "process told of the same second; the machine's memory is what became unavailable, the kernel's share included.",
        ["open at once", "failed", "seconds held", "squall, MiB in all", "servers, MiB in all", "machine, MiB"])
    before, least, open_at_once, held_since, held = available_memory(), None, 0, None, 0.0
    servers = [squall_server(plan.server_core, IDLE_PORT + index) for index in range(processes_count)]
    started, runs = [], []
    try:
        for server in servers:
            started.append(server.__enter__())
        plan.log(f"idle: {processes_count} × {each:,} sessions")
        runs = [SquallRun(plan.client_core, "idle-16667", server.port) for server in started]
        while any(run.process.poll() is None for run in runs):
            now_open = sum(run.open_sessions() for run in runs)
            open_at_once = max(open_at_once, now_open)
            least = min(least or before, available_memory())
            if now_open < processes_count * each:
                held_since = None
            else:
                held_since = held_since or time.monotonic()
                held = max(held, time.monotonic() - held_since)
            time.sleep(0.25)
        summaries = [run.finish() for run in runs]
        server_memory = sum(server.peak_memory() for server in started)
    finally:
        for run in runs:
            run.stop()
        for server in started:
            server.__exit__()
    failed = sum(summary["metrics"]["sessions"]["failed"] for summary in summaries)
    memory = sum(summary["generator"]["max_rss_bytes"] for summary in summaries)
    table.check(-open_at_once, -50000)
    table.rows.append([
        f"{open_at_once:,}", f"{failed:,}", f"{held:.0f}", f"{memory / MIB:,.1f}", f"{server_memory / MIB:,.1f}",
        f"{(before - least) / MIB:,.0f}"])
    return table


def tls_handshakes(plan):
    """CPU per handshake with TLS, full and resumed, against OpenSSL's own client."""
    table = Table(
        "TLS handshakes",
        "TLS 1.3 with a certificate on P-256, which is verified. Squall: 2,000 sessions, 400 of them a second, each with "
        "its opening handshake behind TLS's, and reset when it is open; an opening handshake without TLS costs what "
        "stands under Connects. The floor makes TLS handshakes alone, one after the other, with OpenSSL and "
        "nothing else. Per second of the client's CPU, user and system.",
        ["handshake", "squall, per CPU s", "floor, per CPU s", "ratio", "resumed"])
    with squall_tls_server(plan.server_core, TLS_PORT):
        for label, name in (("full", "tls-connect-full"), ("resumed", "tls-connect-resumed")):
            ours, theirs, shares = Samples(), Samples(), Samples()

            def run_squall():
                summary = squall(plan.client_core, name, TLS_PORT)
                counters, generator = summary["metrics"]["counters"], summary["generator"]
                count = counters["ws_tls_handshakes"]["total"]
                ours.add(count / (generator["cpu_user_s"] + generator["cpu_system_s"]))
                shares.add(counters["ws_tls_resumed"]["total"] / count * 100)

            def run_floor():
                arguments = [TLS_PORT, FLOOR / "tls.pem", 2000] + (["resume"] if label == "resumed" else [])
                figures = floor(plan.client_core, "tls_client", *arguments)
                if figures["resumed"] != (2000 if label == "resumed" else 0):
                    raise BenchError(f"tls_client resumed {figures['resumed']:.0f} of 2000")
                theirs.add(1e6 / figures["cpu_us_per_handshake"])

            interleaved(plan, name, run_floor, run_squall)
            table.rows.append([
                label, ours.text(0), theirs.text(0), f"{ours.median / theirs.median:.2f}", f"{shares.median:.1f} %"])
    return table


def tls_messages(plan):
    """CPU per round trip with TLS against that without."""
    table = Table(
        "Messages over TLS",
        "100 sessions in a closed loop, as under Round trips, against `squall serve`, with TLS 1.3 and without. CPU time "
        "of the client process per round trip, in µs. `kernel`: kTLS, where this machine has it.",
        ["message", "TLS by", "with TLS, µs", "without, µs", "ratio", "allocated, B per message"])
    ways = [("OpenSSL", "")] + ([("kernel", "-kernel")] if kernel_has_tls() else [])
    with squall_tls_server(plan.server_core, TLS_PORT), squall_server(plan.server_core, IDLE_PORT):
        for size, name in (("64 B", "echo-64B-100"), ("16 KiB", "echo-16KiB-100")):
            for way, suffix in ways:
                ours, plain, allocated = Samples(), Samples(), Samples()

                def run_secure():
                    generator = squall(plan.client_core, f"tls-{name}{suffix}", TLS_PORT, plan.seconds)["generator"]
                    ours.add(generator["cpu_us_per_message"])
                    allocated.add(generator["allocated_bytes_per_message"])

                def run_plain():
                    summary = squall(plan.client_core, name, IDLE_PORT, plan.seconds)
                    plain.add(summary["generator"]["cpu_us_per_message"])

                interleaved(plan, f"tls-{name}{suffix}", run_plain, run_secure)
                table.rows.append([
                    size, way, ours.text(), plain.text(), f"{ours.median / plain.median:.2f}",
                    f"{allocated.median:,.0f}"])
    return table


def tls_memory(plan):
    """User memory of an idle session with TLS, from the difference of two runs."""
    table = Table(
        "Memory of an idle session with TLS",
        "As without TLS: the peak RSS of the client with 3,000 idle sessions less that with 500, by the 2,500 between "
        "them, full handshakes and resumed ones mixed as they come. Nearly all of it is OpenSSL's.",
        ["500 sessions, MiB", "3,000 sessions, MiB", "per session, KiB"])
    few, many, each = Samples(), Samples(), Samples()

    def run(name, samples):
        samples.add(squall(plan.client_core, name, TLS_PORT)["generator"]["max_rss_bytes"])

    with squall_tls_server(plan.server_core, TLS_PORT):
        interleaved(plan, "tls-idle", lambda: run("tls-idle-500", few), lambda: run("tls-idle-3000", many))
    for small, large in zip(few.values, many.values):
        each.add((large - small) / 2500)
    table.rows.append([few.text(1, 1 / MIB), many.text(1, 1 / MIB), each.text(1, 1 / 1024)])
    return table


ALL = {
    "round-trips": round_trips, "scripts": scripts, "flood": flood, "connects": connects, "idle": idle_memory,
    "fifty-thousand": fifty_thousand, "compression": compression, "compression-memory": compression_memory,
    "tls-handshakes": tls_handshakes, "tls-messages": tls_messages, "tls-memory": tls_memory,
    "client-library": client_library,
}
