import Scenario

@testable import LoadRunner

extension PreflightTests {
    /// Sessions that come at 5,000 per second and live for 2 s by plan.
    private static let passing = LoadScenario.sample(sessions: 500_000) {
        $0.load.connectRate = 5000
        $0.load.duration = nil
        $0.close.after = .seconds(2)
    }

    static let files = [
        Case("enough files", .openFiles, .ok, "1,070 needed of 20,000, by the generator and by the embedded server"),
        Case("the last file", .openFiles, .ok, "20,000 needed of 20,000", .sample(sessions: 19_930)),
        Case(
            "a file too few", .openFiles, .refusal, "19,931 sessions at once and 70 files",
            mends: [
                "sudo prlimit --pid $$ --nofile=20001",
                "echo \"$USER - nofile 20001\" | sudo tee /etc/security/limits.d/squall.conf",
                "\"load\": { \"sessions\": 19930 }",
            ], .sample(sessions: 19_931)),
        Case(
            "more than the ceiling", .openFiles, .refusal, "2,000,000 sessions",
            mends: [
                "sudo sysctl -w fs.nr_open=2000070 && sudo prlimit --pid $$ --nofile=2000070",
                "sudo sysctl -w fs.nr_open=2000070 && "
                    + "echo \"$USER - nofile 2000070\" | sudo tee /etc/security/limits.d/squall.conf",
                "\"load\": { \"sessions\": 19930 }",
            ], .sample(sessions: 2_000_000)),
        Case(
            "the whole system's files", .openFiles, .warning, "2,140 needed, and the whole system may open 2,000 more",
            mends: ["sudo sysctl -w fs.file-max=$(($(cat /proc/sys/fs/file-max) + 140))"]
        ) { $0.systemFilesFree = 2000 },
        Case(
            "perhaps too few", .openFiles, .warning, "up to 85,001 sessions at once",
            mends: [
                "sudo prlimit --pid $$ --nofile=85071",
                "echo \"$USER - nofile 85071\" | sudo tee /etc/security/limits.d/squall.conf",
                "\"load\": { \"sessions\": 19930 }",
            ], passing),
    ]

    static let ports = [
        Case("enough ports", .localPorts, .ok, "1,000 needed of 28,232 from 1 source address"),
        Case(
            "too few ports", .localPorts, .refusal, "50,000 sessions at once to one server address",
            mends: [
                "sudo sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"",
                "\"connection\": { \"sourceAddresses\": [\"127.0.0.2-127.0.0.3\"] }",
                "\"load\": { \"sessions\": 28232 }",
            ], .sample(sessions: 50_000)),
        Case(
            "no range is wide enough", .localPorts, .refusal, "10,000,000 sessions",
            mends: [
                "\"connection\": { \"sourceAddresses\": [\"127.0.0.2-127.0.1.100\"] }",
                "\"load\": { \"sessions\": 28232 }",
            ], .sample(sessions: 10_000_000)),
        Case(
            "source addresses multiply", .localPorts, .ok, "50,000 needed of 56,464 from 2 source addresses",
            .sample(sessions: 50_000) { $0.connection.sourceAddresses = ["127.0.0.2", "127.0.0.3"] }),
        Case(
            "reserved ports", .localPorts, .refusal, "28,000 sessions at once",
            mends: [
                "sudo sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"",
                "\"connection\": { \"sourceAddresses\": [\"127.0.0.2-127.0.0.3\"] }",
                "\"load\": { \"sessions\": 27232 }",
            ], .sample(sessions: 28_000)
        ) { $0.reservedPorts = 1000 },
        Case(
            "a name may be several addresses", .localPorts, .warning, "60,000 sessions",
            mends: [
                "sudo sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"",
                "\"connection\": { \"sourceAddresses\": [ 3 addresses of this machine ] }",
                "\"load\": { \"sessions\": 28232 }",
            ], .sample(sessions: 60_000).at("example.org")),
        Case(
            "an address elsewhere", .localPorts, .refusal, "28,233 sessions",
            mends: [
                "sudo sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"",
                "\"connection\": { \"sourceAddresses\": [ 2 addresses of this machine ] }",
                "\"load\": { \"sessions\": 28232 }",
            ], .sample(sessions: 28_233).at("fd00::1")),
        Case("ports of an earlier run", .localPorts, .note, "up to 27,500 are in TIME_WAIT") { $0.timeWait = 27_500 },
        Case("harmless TIME_WAIT", .localPorts, .ok, "12 in TIME_WAIT") { $0.timeWait = 12 },
    ]

    static let memory = [
        Case("enough memory", .memory, .ok, "136 MiB needed, 8,192 MiB available"),
        Case(
            "too little memory", .memory, .warning, "136 MiB needed when all sessions are open, 168 MiB available",
            mends: ["\"load\": { \"sessions\": 819 }"]
        ) { $0.memoryAvailable = 168 << 20 },
        Case(
            "buffers of the scenario", .memory, .warning, "20,104 MiB needed",
            mends: ["\"load\": { \"sessions\": 3236 }"],
            .sample(sessions: 10_000) {
                $0.connection.sendBuffer = 1 << 20
                $0.connection.receiveBuffer = 1 << 20
            }.at("10.0.0.1")
        ) { $0.memoryAvailable = 8188 << 20 },
        Case(
            "messages that wait for the kernel", .memory, .warning, "9,985 MiB needed",
            mends: ["\"load\": { \"sessions\": 64 }"],
            .sample(sessions: 100) {
                $0.messages = MessagePlan()
                $0.messages?.payload = .generated(.fixed(64 << 20))
            }.at("10.0.0.1")
        ),
        Case(
            "messages that the kernel takes", .memory, .ok, "68 MiB needed",
            .sample(sessions: 1000) { $0.messages = MessagePlan() }.at("10.0.0.1")),
        Case(
            "a control group's memory", .memory, .warning, "100 MiB available (/g/memory.max)",
            mends: ["echo max | sudo tee /g/memory.max"]
        ) { $0.controlGroup.memory = ControlGroup.Memory(free: 100 << 20, path: "/g/memory.max") },
    ]
}
