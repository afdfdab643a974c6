import Scenario

@testable import LoadRunner

extension PreflightTests {
    private static let storm = LoadScenario.sample(sessions: 100_000) { $0.load.connectRate = 60_000 }

    static let network = [
        Case("a short queue", .acceptQueue, .ok, "4,096 connects may wait, a stall of 0.1 s leaves 100 waiting"),
        Case(
            "a storm", .acceptQueue, .warning, "leaves 6,000 waiting, and 4,096 may wait",
            mends: ["sudo sysctl -w net.core.somaxconn=12000", "\"load\": { \"connectRate\": 40960 }"], storm),
        Case(
            "half-open connects", .acceptQueue, .warning, "2,048 may be half-open",
            mends: [
                "sudo sysctl -w net.ipv4.tcp_max_syn_backlog=12000", "sudo sysctl -w net.ipv4.tcp_syncookies=1",
            ], storm
        ) {
            $0.acceptQueue = 65_535
            $0.hasSynCookies = false
        },
        Case("a table with room", .connectionTracking, .ok, "10 of 2,000 connections tracked") {
            $0.trackedMaximum = 2000
            $0.trackedNow = 10
        },
        Case(
            "a full table", .connectionTracking, .warning,
            "10 of 1,000 connections tracked, and 1,000 sessions to come",
            mends: ["sudo sysctl -w net.netfilter.nf_conntrack_max=1262"]
        ) {
            $0.trackedMaximum = 1000
            $0.trackedNow = 10
        },
        Case(
            "a table that nobody fills", .connectionTracking, .note, "0 of 999",
            mends: ["sudo sysctl -w net.netfilter.nf_conntrack_max=1250"]
        ) { $0.trackedMaximum = 999 },
    ]

    private static let governor =
        "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor"

    private static let quota = ControlGroup.Quota(cores: 1.5, path: "/g/cpu.max", throttled: 3, periods: 40)

    static let processor = [
        Case("cores for all", .cores, .ok, "3 workers and the embedded server on 4 cores"),
        Case(
            "too many workers", .cores, .warning, "4 workers and the embedded server share 4 cores",
            mends: ["--workers 3"], .sample { $0.workers = 4 }),
        Case(
            "too many workers for a server elsewhere", .cores, .warning, "5 workers share 4 cores",
            mends: ["--workers 4"], .sample { $0.workers = 5 }.at("10.0.0.1")),
        Case(
            "a server beside it", .cores, .note, "4 workers and a server on this machine share 4 cores",
            mends: ["--workers 3"], .sample { $0.workers = 4 }.at("localhost")),
        Case("one core for two", .cores, .warning, "1 worker and the embedded server share 1 core:") { $0.cores = 1 },
        Case("a load that is over", .otherLoad, .ok, "load average 3.9 on 4 cores") { $0.load = 3.9 },
        Case("a moment's load", .otherLoad, .ok, "load average 0.1") { $0.othersRunning = 9 },
        Case(
            "other work", .otherLoad, .warning, "load average 12 on 4 cores, and 9 other threads",
            mends: ["top -o %CPU"]
        ) {
            $0.load = 12
            $0.othersRunning = 9
        },
        Case(
            "a quota below the threads", .processorQuota, .warning,
            "1.5 cores' worth of time (/g/cpu.max) for 4 busy threads: all of them stop when it is used up; "
                + "it was stopped in 3 of 40 periods",
            mends: ["echo max | sudo tee /g/cpu.max"]
        ) { $0.controlGroup.quota = quota },
        Case(
            "a quota that was used up once", .processorQuota, .note, "stopped in 3 of 40 periods",
            .sample { $0.workers = 1 }.at("10.0.0.1")
        ) { $0.controlGroup.quota = quota },
        Case("a quota with room", .processorQuota, .ok, "6 cores' worth of time (/g/cpu.max)") {
            $0.controlGroup.quota = ControlGroup.Quota(cores: 6, path: "/g/cpu.max", throttled: 0, periods: 9)
        },
        Case("a governor that rises", .processorFrequency, .ok, "governor performance, schedutil") {
            $0.governors = ["performance", "schedutil"]
        },
        Case("saved power", .processorFrequency, .warning, "stay at their lowest speed", mends: [governor]) {
            $0.governors = ["powersave"]
            $0.frequencyDriver = "acpi-cpufreq"
        },
        Case("the processor chooses", .processorFrequency, .note, "of intel_pstate", mends: [governor]) {
            $0.governors = ["powersave"]
            $0.frequencyDriver = "intel_pstate"
        },
        Case("a fast clock", .timeSource, .ok, "arch_sys_counter") { $0.clockSource = "arch_sys_counter" },
        Case(
            "a slow clock", .timeSource, .warning, "hpet: reading the time is slow",
            mends: ["echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource"]
        ) { $0.clockSource = "hpet" },
        Case(
            "a slow clock and no other", .timeSource, .warning, "acpi_pm",
            mends: ["add clocksource=tsc to the kernel's command line"]
        ) {
            $0.clockSource = "acpi_pm"
            $0.clockSourcesOnOffer = ["acpi_pm"]
        },
        Case(
            "an unknown clock", .timeSource, .note, "xen: may be slow",
            mends: ["echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource"]
        ) { $0.clockSource = "xen" },
    ]
}
