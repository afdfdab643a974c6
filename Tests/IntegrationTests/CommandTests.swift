import FoundationEssentials
import Metrics
import Testing

/// The command line: what its options do, and what it says of mistakes.
@Suite(.partOfMachine) struct CommandTests {
    private struct Report: Decodable {}

    private static let brief = embedded([
        "load": #"{ "sessions": 2, "connectRate": 100, "warmUp": "100ms", "duration": "1s" }"#,
        "messages": #"{ "rate": 10 }"#,
    ])

    // MARK: - Scenario files with faults

    private static let typo = """
        {
          "name": "typo",
          "target": { "embedded": "echo" },
          "load": { "sesions": 10, "duration": "10s" }
        }

        """

    @Test(arguments: ["run", "validate"])
    func typoIsShownWithItsPlaceAndTheNearestKey(command: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(CommandTests.typo, to: "typo.json")
        let outcome = try await squall(command: [command, folder["typo.json"]], in: folder)
        #expect(outcome.end == .code(104))
        let lines = outcome.complaints.split(separator: "\n").map(String.init)
        let place = try #require(lines.first { $0.hasPrefix("\(folder["typo.json"]):4:13: error:") })
        #expect(place.contains("sesions"))
        let source = try #require(lines.firstIndex { $0.hasSuffix(#"  "load": { "sesions": 10, "duration": "10s" }"#) })
        // The carets stand under the key.
        let carets = lines[source + 1]
        let column = try #require(carets.firstIndex(of: "^"))
        let marked = lines[source][
            lines[source].index(
                lines[source].startIndex,
                offsetBy: carets.distance(
                    from: carets.startIndex, to: column))...]
        #expect(marked.hasPrefix(#""sesions""#))
        #expect(carets.filter { $0 == "^" }.count == #""sesions""#.count)
        #expect(outcome.complaints.contains(#""sessions""#))
        #expect(!folder.exists("Results"))
    }

    @Test func everyFaultIsShownAtOnce() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{ "name": "a", "target": { "embedded": "ecco" }, "load": { "sessions": 0, "duration": 10 }, "x": 1 }"#,
            to: "faults.json")
        let outcome = try await squall(command: ["validate", folder["faults.json"]], in: folder)
        #expect(outcome.end == .code(104))
        #expect(outcome.complaints.split(separator: "\n").count { $0.contains(": error: ") } == 4)
    }

    @Test func warningsAreShownOnceWhereAFileIsFaultyToo() async throws {
        let folder = try TemporaryFolder()
        try folder.write("name\nada\n", to: "users.csv")
        try folder.write(
            embedded([
                "load": #"{ "sessions": 1, "duration": "1s" }"#, "feeders": #"{ "users": "users.csv" }"#,
                "script": #"[{ "feed": "users" }, { "send": "{{users.nam}}" }]"#,
                "thresholds": #"{ "vus": { "threshold": "value<5", "delayAbortEval": "1s" } }"#,
            ]), to: "a.json")
        for command in ["validate", "run"] {
            let outcome = try await squall(command: [command, folder["a.json"]], in: try TemporaryFolder())
            #expect(outcome.end == .code(104))
            let lines = outcome.complaints.split(separator: "\n")
            #expect(lines.count { $0.contains(": warning: \"delayAbortEval\"") } == 1, "\(outcome.complaints)")
            #expect(lines.count { $0.contains("has no column \"nam\"") } == 1)
        }
    }

    @Test func linesAreCutToTheTerminal() async throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "long", count: 20)
        try folder.write(
            #"{ "name": "\#(name)", "target": { "embedded": "ecco" }, "load": { "sessions": 1 } }"#, to: "a.json")
        let words = ["/usr/bin/env", "COLUMNS=50", Place.squall, "validate", folder["a.json"]]
        let process = try ChildProcess(words, in: folder, name: "narrow")
        defer { process.stop() }
        #expect(try await process.wait(upTo: .seconds(20)) == .code(104))
        let lines = process.complaints.split(separator: "\n")
        let source = try #require(lines.first { $0.hasPrefix(" 1 | ") })
        let marks = try #require(lines.first { $0.hasPrefix("   | ") })
        #expect(source.count <= 50 && source.contains("ecco"))
        #expect(marks.count <= 50 && marks.hasSuffix("^^^^^^"))
    }

    @Test func severalFilesAreAllChecked() async throws {
        let folder = try TemporaryFolder()
        try folder.write(CommandTests.brief, to: "good.json")
        try folder.write(CommandTests.typo, to: "typo.json")
        try folder.write(CommandTests.brief, to: "better.json")
        let names = ["good.json", "typo.json", "missing.json", "better.json"]
        let outcome = try await squall(command: ["validate"] + names.map { folder[$0] }, in: folder)
        #expect(outcome.end == .code(104))
        #expect(outcome.output == "\(folder["good.json"]): valid\n\(folder["better.json"]): valid\n")
        #expect(outcome.complaints.contains("\(folder["typo.json"]):4:13: error:"))
        #expect(outcome.complaints.contains("\(folder["missing.json"]): error: cannot be read: No such file"))
    }

    @Test func filesWithoutFaultsAreValid() async throws {
        let outcome = try await squall(command: ["validate"] + Place.scenarios(), in: try TemporaryFolder())
        #expect(outcome.end == .code(0))
        #expect(outcome.complaints == "")
    }

    // MARK: - Options of a run

    @Test func optionsReplaceWhatTheScenarioSays() async throws {
        let run = try await squall(
            CommandTests.brief, ["--seed", "18446744073709551615", "--workers", "2", "--duration", "1500ms"])
        #expect(run.isComplete, "\(run.complaints)")
        let result = try run.result()
        #expect(result.seed == .max)
        #expect(result.environment.workers == 2)
        #expect(result.generator.workers.map(\.index) == [0, 1])
        #expect(result.phases.first { $0.name == .measure }?.plannedSeconds == 1.5)
    }

    @Test func whatIsDoubtfulIsSaidOnceAlsoWithOptions() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo" }"#,
                [
                    "load": #"{ "sessions": 1, "duration": "20s" }"#, "masking": #""none""#,
                    "messages": #"{ "count": 1 }"#, "close": #"{ "after": "15s" }"#,
                ]), ["--duration", "500ms"])
        let warnings = run.complaints.split(separator: "\n").filter { $0.contains(": warning: ") }
        #expect(warnings.count { $0.contains("takes no frames without a mask") } == 1, "\(warnings)")
        #expect(warnings.count { $0.contains("is longer than the run") } == 1, "\(warnings)")
    }

    @Test func urlReplacesTheTarget() async throws {
        try await withPeer("recorder.py") { peer in
            let run = try await squall(CommandTests.brief, ["--url", peer.url("/other")])
            #expect(run.isComplete, "\(run.complaints)")
            #expect(try run.result().target == nil)
            let recordings = try await peer.reports(Recording.self, count: 2)
            #expect(recordings.allSatisfy { $0.request == "GET /other HTTP/1.1" })
        }
    }

    @Test func quietRunPrintsTheSummaryAlone() async throws {
        let loud = try await squall(CommandTests.brief)
        let quiet = try await squall(CommandTests.brief, ["--quiet"])
        #expect(loud.output.contains("warm-up: 0 open"))
        #expect(!quiet.output.contains("warm-up: 0 open"))
        #expect(quiet.complaints == "")
        for run in [loud, quiet] {
            #expect(run.output.contains("2 opened"))
            #expect(run.output.hasSuffix("Result: \(run.folder["result"])\n"))
            #expect(!run.output.contains("\u{1B}"), "colours and cursors are for terminals")
        }
    }

    @Test(arguments: [
        ("--duration", "10", "duration has no unit"), ("--duration", "soon", "a duration is"),
        ("--url", "http://127.0.0.1/", "WebSocket URL is ws"), ("--url", "127.0.0.1:80", "begins with ws://"),
        ("--workers", "0", "workers must be"),
    ])
    func wrongValueIsRefused(option: String, value: String, says: String) async throws {
        let run = try await squall(CommandTests.brief, [option, value])
        #expect(run.end == .code(104))
        #expect(run.complaints.hasPrefix("squall run: error: \(option): "), "\(run.complaints)")
        #expect(run.complaints.contains(says), "\(run.complaints)")
        #expect(!run.folder.exists("result"))
    }

    @Test func unknownOptionIsRefused() async throws {
        let run = try await squall(CommandTests.brief, ["--sessions", "4"])
        #expect(run.end == .code(64))
        #expect(run.complaints.contains("--sessions"))
    }

    // MARK: - The result folder

    @Test func resultsGoIntoAFolderNamedAfterTheScenario() async throws {
        let folder = try TemporaryFolder()
        try folder.write(CommandTests.brief, to: "scenario.json")
        let process = try ChildProcess(
            ["/bin/sh", "-c", #"cd "$1" && exec "$2" run scenario.json --quiet"#, "sh", folder.path, Place.squall],
            in: folder, name: "squall")
        defer { process.stop() }
        _ = try await process.wait(upTo: .seconds(30))
        let name = try #require(try folder.names(in: "Results").first)
        #expect(name.wholeMatch(of: /test-\d{8}T\d{6}Z/) != nil, "\(name)")
        // The seed that was drawn stands in the scenario, so that it can be run again.
        let result = try JSONDecoder().decode(RunResult.self, from: folder.bytes("Results/\(name)/summary.json"))
        let saved = "Results/\(name)/scenario.json"
        #expect(folder.text(saved).contains(#""seed": \#(result.seed)"#))
        #expect(try await squall(command: ["validate", folder[saved]], in: try TemporaryFolder()).end == .code(0))
        #expect(process.output.hasSuffix("Result: Results/\(name)\n"))
    }

    @Test func earlierResultIsNotOverwritten() async throws {
        let first = try await squall(CommandTests.brief)
        let before = try first.folder.bytes("result/summary.json")
        let scenario = first.folder["scenario.json"]
        let second = try await squall(
            command: ["run", scenario, "--out", first.folder["result"]], in: first.folder)
        #expect(second.end == .code(103))
        #expect(second.complaints.contains("earlier result"))
        #expect(try first.folder.bytes("result/summary.json") == before)
    }

    @Test func folderThatCannotBeMadeIsSaidBeforeAnyWarning() async throws {
        let folder = try TemporaryFolder()
        // More than any machine has, and fewer than what a run is refused for: a payload for each session.
        let text = embedded([
            "load": #"{ "sessions": 1000 }"#, "close": #"{ "after": "10ms" }"#, "messages": #"{ "size": "1GiB" }"#,
            "limits": #"{ "frame": "2GiB", "message": "2GiB" }"#,
        ])
        try folder.write(text, to: "scenario.json")
        let doctor = try await squall(command: ["doctor", folder["scenario.json"]], in: try TemporaryFolder())
        #expect(doctor.end == .code(0) && doctor.output.contains("warning"), "\(doctor.output)")
        let outcome = try await squall(
            command: ["run", folder["scenario.json"], "--out", folder["scenario.json/result"]], in: folder)
        #expect(outcome.end == .code(103))
        #expect(outcome.complaints.hasPrefix("squall run: error: cannot create folder"), "\(outcome.complaints)")
        #expect(!outcome.complaints.contains("warning"), "\(outcome.complaints)")
    }

    @Test(arguments: ["scenario.json/result", "/proc/squall/result"])
    func folderThatCannotBeWrittenIsSaidBeforeTheLoad(place: String) async throws {
        try await withPeer("recorder.py") { peer in
            let folder = try TemporaryFolder()
            try folder.write(
                scenario(peer.url(), ["load": #"{ "sessions": 2 }"#, "close": #"{ "after": "10ms" }"#]),
                to: "scenario.json")
            let out = place.hasPrefix("/") ? place : folder[place]
            let outcome = try await squall(
                command: ["run", folder["scenario.json"], "--out", out], in: folder)
            #expect(outcome.end == .code(103))
            #expect(outcome.complaints.contains("squall run: error: cannot create folder"), "\(outcome.complaints)")
            #expect(outcome.complaints.contains("--out"))
            #expect(outcome.output == "")
            #expect(try peer.reports(Report.self).isEmpty)
        }
    }

    // MARK: - The machine

    @Test func doctorTellsWhatTheMachineAllows() async throws {
        let outcome = try await squall(command: ["doctor"], in: try TemporaryFolder())
        #expect(outcome.end == .code(0), "\(outcome.complaints)")
        for check in ["open files", "local ports", "accept queue", "cores", "time source", "memory"] {
            #expect(outcome.output.contains(check), "\(check)")
        }
    }

    @Test func runThatCannotWorkIsRefusedWithItsMend() async throws {
        let folder = try TemporaryFolder()
        // More sessions than one address has ports, on any machine.
        try folder.write(
            scenario("ws://127.0.0.1:9/", ["load": #"{ "sessions": 70000, "duration": "10s" }"#]), to: "big.json")
        let doctor = try await squall(command: ["doctor", folder["big.json"]], in: folder)
        #expect(doctor.end == .code(103))
        #expect(doctor.output.contains(#""sourceAddresses": ["#))
        let other = try TemporaryFolder()
        let run = try await squall(command: ["run", folder["big.json"], "--out", other["result"]], in: other)
        #expect(run.end == .code(103))
        #expect(run.complaints.contains(#""sourceAddresses": ["#))
        #expect(!other.exists("result"))
    }

    // MARK: - Help

    @Test func versionAndHelpAreThere() async throws {
        let folder = try TemporaryFolder()
        let version = try await squall(command: ["--version"], in: folder)
        #expect(version.end == .code(0))
        #expect(version.output.hasPrefix("squall "))
        for command in ["run", "validate", "serve", "doctor"] {
            let help = try await squall(command: ["help", command], in: try TemporaryFolder())
            #expect(help.end == .code(0))
            #expect(help.output.contains("squall \(command)"))
        }
    }
}
