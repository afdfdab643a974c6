import Testing

@testable import LoadRunner

@Suite struct MachineStateTests {
    private static let files = [
        "/proc/sys/fs/nr_open": "1048576\n", "/proc/sys/fs/file-nr": "1500\t0\t9000\n",
        "/proc/sys/net/ipv4/ip_local_port_range": "32768\t60999\n",
        "/proc/sys/net/ipv4/ip_local_reserved_ports": "80,32768,40000-40009,60999-61005\n",
        "/proc/net/sockstat": "sockets: used 4\nTCP: inuse 1 orphan 0 tw 37 alloc 2 mem 3\nUDP: inuse 0 mem 0\n",
        "/proc/sys/net/core/somaxconn": "4096\n", "/proc/sys/net/ipv4/tcp_max_syn_backlog": "2048\n",
        "/proc/sys/net/ipv4/tcp_syncookies": "0\n", "/proc/sys/net/netfilter/nf_conntrack_max": "262144\n",
        "/proc/sys/net/netfilter/nf_conntrack_count": "12\n", "/proc/loadavg": "1.50 0.5 0.1 4/170 999\n",
        "/sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc \n",
        "/sys/devices/system/clocksource/clocksource0/available_clocksource": "tsc hpet \n",
        "/sys/devices/system/cpu/cpu2/cpufreq/scaling_governor": "powersave\n",
        "/sys/devices/system/cpu/cpu2/cpufreq/scaling_driver": "intel_pstate\n",
        "/sys/devices/system/cpu/cpu3/cpufreq/scaling_governor": "powersave\n",
        "/proc/meminfo": "MemTotal:  9 kB\nMemAvailable:   2048 kB\n",
    ]

    @Test func readsTheKernelsFiles() {
        let state = MachineState.read(isRoot: true, openFilesHard: 5, cores: [2, 3]) { Self.files[$0] }
        #expect(
            state
                == MachineState(
                    isRoot: true, openFilesHard: 5, openFilesCeiling: 1_048_576, systemFilesFree: 7500,
                    localPorts: 32768...60999,
                    reservedPorts: 12, timeWait: 37, acceptQueue: 4096, synQueue: 2048, hasSynCookies: false,
                    trackedMaximum: 262_144, trackedNow: 12, cores: 2, load: 1.5, othersRunning: 3,
                    governors: ["powersave"], frequencyDriver: "intel_pstate", clockSource: "tsc",
                    clockSourcesOnOffer: ["tsc", "hpet"], memoryAvailable: 2 << 20, controlGroup: ControlGroup()))
    }

    @Test func aKernelThatTellsNothingIsNoObstacle() {
        let state = MachineState.read(isRoot: false, openFilesHard: 1024, cores: []) { _ in nil }
        #expect(state.cores == 1)
        #expect(state.acceptQueue == nil)
        #expect(state.memoryAvailable == nil)
        let findings = Preflight.check(.sample(sessions: 10), facts: state.with { $0.cores = 2 })
        #expect(findings.allSatisfy { $0.severity == .ok })
    }

    @Test func thisMachineCanBeRead() {
        let state = MachineState.current()
        #expect(state.openFilesHard > 0)
        #expect(state.cores > 0)
        #expect(state.memoryAvailable ?? 0 > 0)
    }
}
