import Testing

/// `squall plan`: what is shown is what the workers do, and the seed alone decides.
@Suite(.partOfMachine) struct PlanTests {
    private static let scenario = """
        {
          "name": "plan",
          "target": { "embedded": "echo" },
          "messages": { "count": 1 },
          "scenarios": {
            "readers": {
              "executor": "ramping-vus", "startVUs": 3,
              "stages": [{ "duration": "2s", "target": 20 }, { "duration": "1s", "target": 0 }]
            },
            "visitors": {
              "executor": "constant-arrival-rate", "rate": 50, "duration": "3s", "arrivals": "poisson", "maxVUs": 10
            }
          }
        }

        """

    private func plan(_ options: String..., in place: TemporaryFolder? = nil) async throws -> Outcome {
        let folder = try place ?? TemporaryFolder()
        try folder.write(PlanTests.scenario, to: "plan.json")
        let outcome = try await squall(command: ["plan", folder["plan.json"]] + options, in: folder)
        #expect(outcome.end == .code(0))
        return outcome
    }

    @Test func oneSeedGivesOnePlanWhateverTheWorkers() async throws {
        let one = try await plan("--seed", "7", "--workers", "1")
        let lines = one.output.split(separator: "\n")
        #expect(lines.first == "time_s,scenario,event,vu,iteration")
        #expect(lines.count { $0.contains(",readers,vu_start,") } == 20)
        #expect(lines.count { $0.contains(",readers,vu_stop,") } == 20)
        let visitors = lines.count { $0.contains(",visitors,iteration,,") }
        #expect(visitors > 100 && visitors < 200)
        #expect(lines.dropFirst().map { Double($0.prefix { $0 != "," }) ?? -1 }.isSorted)
        let isSame = try await plan("--seed", "7", "--workers", "2").output == one.output
        let isOther = try await plan("--seed", "8", "--workers", "1").output != one.output
        #expect(isSame && isOther)
    }

    @Test(arguments: try Place.scenarios())
    func readyScenariosHaveOnePlanWhateverTheWorkers(path: String) async throws {
        var plans: [String] = []
        for workers in ["1", "2", "2"] {
            let words = ["plan", path, "--workers", workers, "--seed", "7"]
            let outcome = try await squall(command: words, in: TemporaryFolder())
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
            plans.append(outcome.output)
        }
        #expect(plans[0].contains(",vu_start,") || plans[0].contains(",iteration,"))
        let areSame = plans[0] == plans[1] && plans[1] == plans[2]
        #expect(areSame)
    }

    @Test func theSummaryIsForPeopleAndTheRowsGoIntoAFile() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await plan("--seed", "7", "--limit", "2", "--out", folder["plan.csv"], in: folder)
        #expect(outcome.output.isEmpty)
        #expect(
            folder.text("plan.csv")
                == "time_s,scenario,event,vu,iteration\n0.000000000,readers,vu_start,0,\n"
                + "0.000000000,readers,vu_start,1,\n")
        #expect(outcome.complaints.contains("readers   ramping-vus"))
        #expect(outcome.complaints.contains("seed 7"))
    }

    @Test func aFileThatCannotBeWrittenIsSaid() async throws {
        let folder = try TemporaryFolder()
        try folder.write(PlanTests.scenario, to: "plan.json")
        let outcome = try await squall(
            command: ["plan", folder["plan.json"], "--out", "missing/plan.csv"], in: folder)
        #expect(outcome.end == .code(113) && outcome.complaints.contains("missing/plan.csv cannot be written"))
    }
}

extension Array where Element: Comparable {
    fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}
