import Scenario
import Testing

@testable import LoadRunner

@Suite struct PreflightTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var check: PreflightCheck
        var severity: Finding.Severity
        /// A part of the message.
        var says: String
        var mends: [String]
        var scenario: LoadScenario
        var machine: MachineState

        init(
            _ name: String, _ check: PreflightCheck, _ severity: Finding.Severity, _ says: String,
            mends: [String] = [], _ scenario: LoadScenario = .sample(),
            _ change: (inout MachineState) -> Void = { _ in }
        ) {
            testDescription = name
            self.check = check
            self.severity = severity
            self.says = says
            self.mends = mends
            self.scenario = scenario
            machine = .sound.with(change)
        }
    }

    @Test(arguments: files + ports + network + processor + memory)
    func finds(_ expected: Case) throws {
        let findings = Preflight.check(expected.scenario, facts: expected.machine)
        let finding = try #require(findings.first { $0.check == expected.check })
        #expect(finding.severity == expected.severity)
        #expect(finding.message.contains(expected.says), "\(finding.message)")
        #expect(finding.mends == expected.mends)
    }

    @Test(arguments: files + ports + network + processor + memory)
    func rootNeedsNoSudo(_ expected: Case) throws {
        let findings = Preflight.check(expected.scenario, facts: expected.machine.with { $0.isRoot = true })
        let finding = try #require(findings.first { $0.check == expected.check })
        #expect(finding.mends == expected.mends.map { $0.replacing("sudo ", with: "") })
    }

    @Test func nothingIsWrongWithASmallRunOnASoundMachine() {
        let findings = Preflight.check(.sample(), facts: .sound)
        #expect(findings.allSatisfy { $0.severity == .ok && $0.mends.isEmpty })
        #expect(
            findings.map(\.check) == [
                .openFiles, .localPorts, .acceptQueue, .cores, .otherLoad, .timeSource, .memory,
            ])
    }

    @Test func withoutAScenarioItSaysWhatTheMachineAllows() {
        let machine = MachineState.sound.with {
            $0.trackedMaximum = 1000
            $0.reservedPorts = 32
        }
        let findings = Preflight.check(nil, facts: machine)
        #expect(findings.allSatisfy { $0.severity == .ok })
        #expect(Preflight.sessionsAllowedByFiles(machine) == 19_928)
        #expect(Preflight.sessionsAllowedByPorts(machine) == 28_200)
        #expect(findings.contains { $0.message.contains("at most 19,928 sessions") })
        #expect(findings.contains { $0.message.contains("28,200 (32768-60999)") })
    }

    @Test func everyFindingStandsInTheOrderOfTheChecks() {
        let machine = MachineState.sound.with {
            $0.trackedMaximum = 1000
            $0.governors = ["schedutil"]
            $0.controlGroup.quota = ControlGroup.Quota(cores: 8, path: "/c", throttled: 0, periods: 0)
        }
        // A scenario without TLS does not ask for the kernel's.
        let expected = PreflightCheck.allCases.filter { $0 != .kernelTLS }
        #expect(Preflight.check(.sample(), facts: machine).map(\.check) == expected)
    }

    @Test func aServerElsewhereHasAQueueOfItsOwn() {
        let findings = Preflight.check(.sample().at("10.0.0.1"), facts: .sound.with { $0.acceptQueue = 1 })
        #expect(!findings.contains { $0.check == .acceptQueue })
    }
}
