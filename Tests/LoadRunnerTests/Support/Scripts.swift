import Glibc
import Metrics
import NetworkIO
import Scenario
import Script
import Testing

@testable import LoadRunner

/// Runs of scripts, which are written as in a scenario file.
enum Scripts {
    /// A scenario against a server, of one session that comes at once unless `members`, further members of the scenario
    /// as JSON, say otherwise. `script` has the steps, as JSON without the brackets.
    static func scenario(_ address: SocketAddress, _ script: String, _ members: String = "") throws -> LoadScenario {
        try scenario(address, members: "\"script\": [\(script)]\(members.isEmpty ? "" : ", " + members)")
    }

    /// Likewise, with the scripts among the members.
    static func scenario(_ address: SocketAddress, members: String) throws -> LoadScenario {
        let load =
            members.contains("\"load\"") || members.contains("\"executor\"")
            ? ""
            : #"""
            "load": { "sessions": 1, "connectRate": 10000, "duration": "20s", "warmUp": "0s" },
            """#
        let text = #"""
            { "name": "test", "target": { "url": "ws://\#(address)/" }, \#(load) \#(members) }
            """#
        let reading = ScenarioReader.read(
            Array(text.utf8), file: "test.json", patternStatus: RegularExpression.status
        ) { _ in .file(bytes: 100) }
        return try #require(reading.scenario, "\(reading.diagnostics.map(\.message))")
    }

    /// A run against the echo service.
    static func echo(
        _ script: String, _ members: String = "", files: [String: String] = [:], workers: Int = 1,
        control: RunControl = RunControl(), observe: (RunEvent) -> Void = { _ in }
    ) throws -> RunResult {
        let server = try ScriptedServer()
        return try run(
            server, script, members, files: files, workers: workers, control: control, observe: observe)
    }

    /// A run against a server that behaves as the test wants it.
    static func run(
        _ server: ScriptedServer, _ script: String, _ members: String = "", files: [String: String] = [:],
        workers: Int = 1, control: RunControl = RunControl(), observe: (RunEvent) -> Void = { _ in }
    ) throws -> RunResult {
        try run(
            server, scenario(server.address, script, members), files: files, workers: workers, control: control,
            observe: observe)
    }

    /// Likewise, of a whole scenario.
    static func run(
        _ server: ScriptedServer, _ scenario: LoadScenario, files: [String: String] = [:], workers: Int = 1,
        control: RunControl = RunControl(), observe: (RunEvent) -> Void = { _ in }
    ) throws -> RunResult {
        defer { server.stop() }
        var settings = RunSettings(toolVersion: "0.0.0", executable: "", document: "{}")
        settings.workers = workers
        settings.seed = 1
        for (path, text) in files {
            settings.contents.payloads[path] = Array(text.utf8)
            if path.hasSuffix(".csv") {
                settings.contents.rows[path] = try FeederRows.read(Array(text.utf8), file: path)
            }
        }
        return try LoadRun(scenario: scenario, settings: settings).run(control: control, observe: observe)
    }
}

extension ScriptedServer {
    /// The messages so far, as text.
    var texts: [String] { messages.map { String(decoding: $0.bytes, as: UTF8.self) } }
}

extension RunResult {
    /// Passes and fails of a check.
    func check(_ name: String) -> (passes: Int, fails: Int)? {
        metrics.checks.first { $0.name == name }.map { ($0.passes, $0.fails) }
    }

    /// How often errors of a kind came.
    func errors(_ kind: String) -> Int { metrics.errors.first { $0.kind == kind }?.count ?? 0 }
}

/// Lets the calling thread sleep.
func usleepMilliseconds(_ milliseconds: UInt32) { usleep(milliseconds * 1000) }
