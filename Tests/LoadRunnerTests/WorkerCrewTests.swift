import FoundationEssentials
import Glibc
import Testing

@testable import LoadRunner

@Suite struct WorkerCrewTests {
    @Test func aCrewThatCannotStartLeavesNoThread() async {
        // In a process of its own, whose limit on open files keeps the later threads from starting.
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 40, rlim_max: 40)
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            #expect(throws: RunFailure.self) { _ = try WorkerCrew(count: 40, seed: 1, deliveries: DeliveryBox()) }
            // A thread that was joined may stand there for a moment.
            for _ in 0..<1000 where WorkerCrewTests.threads() > 0 { usleep(1000) }
            #expect(WorkerCrewTests.threads() == 0)
        }
    }

    /// The workers' threads in this process.
    private static func threads() -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return all.count { thread in
            let name = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
            return name?.hasPrefix("worker-") == true
        }
    }
}
