import Testing

@testable import Scenario

@Suite struct VariantTests {
    private func read(_ fragment: String) -> ScenarioReading { ScenarioText.read(fragment: fragment) }

    private func names(_ fragment: String) -> [String] {
        let reading = read(fragment)
        #expect(reading.messages == [])
        return reading.variants.map(\.name)
    }

    @Test func aVariantIsTheScenarioWithItsChanges() throws {
        let reading = read(
            """
            { "messages": { "rate": 5, "size": 64 }, "ping": { "interval": "1s" },
              "target": { "embedded": "echo", "allowUnmasked": true }, "variants": {
                "plain": {},
                "other": { "masking": "none", "ping": null, "messages": { "size": "1KiB" }, "headers": { "A": "1" } }
            } }
            """)
        #expect(reading.messages == [])
        #expect(reading.variants.map(\.name) == ["plain", "other"])
        let plain = try #require(reading.variants[0].reading.scenario)
        let other = try #require(reading.variants[1].reading.scenario)
        #expect(plain.ping != nil && plain.masking == .random)
        #expect(other.ping == nil && other.masking == MaskingMode.none)
        #expect(other.headers == [ScenarioHeader(name: "A", value: "1")])
        #expect(other.messages?.schedule == plain.messages?.schedule)
        #expect(other.messages?.payload == .generated(.fixed(1024)))
        #expect(reading.scenario == plain)
        #expect(reading.comparison == ComparisonPlan(reference: 0, rounds: 16, duration: nil))
    }

    @Test func theDocumentOfAVariantReadsAsTheVariant() throws {
        let reading = read(
            """
            { "description": "\\"a\\" \\u0001", "messages": { "rate": 5, "size": [{ "bytes": 1, "weight": 1 }, { "bytes": 2, "weight": 3 }] },
              "headers": { "A": ["1", "2"] }, "matrix": { "masking": ["none", "zero"] },
              "target": { "embedded": "echo", "allowUnmasked": true } }
            """)
        #expect(reading.messages == [])
        #expect(reading.variants.count == 2)
        for variant in reading.variants {
            let again = ScenarioText.read(variant.document)
            #expect(again.messages == [])
            #expect(again.scenario == variant.reading.scenario)
            #expect(again.variants.isEmpty && again.comparison == nil)
        }
    }

    @Test func aMatrixHasEveryCombination() throws {
        let text = """
            { "messages": { "rate": 5 }, "matrix": {
                "masking": ["random", null],
                "messages.size": [64, "1KiB"],
                "answers": { "echo": {}, "none": { "reply": "none" } }
            }, "comparison": { "reference": "masking=default,size=64,answers=none" } }
            """
        #expect(
            names(text) == [
                "masking=random,size=64,answers=echo", "masking=random,size=64,answers=none",
                "masking=random,size=1KiB,answers=echo", "masking=random,size=1KiB,answers=none",
                "masking=default,size=64,answers=echo", "masking=default,size=64,answers=none",
                "masking=default,size=1KiB,answers=echo", "masking=default,size=1KiB,answers=none",
            ])
        let reading = read(text)
        #expect(reading.comparison?.reference == 5)
        #expect(reading.scenario?.messages?.payload == .generated(.fixed(64)))
        #expect(reading.scenario?.reply.mode == ReplyPlan.Mode.none)
        #expect(reading.variants[2].reading.scenario?.messages?.payload == .generated(.fixed(1024)))
    }

    @Test func dimensionsWithTheSameLastPartKeepTheirPaths() {
        #expect(
            names(
                """
                { "messages": { "rate": 5 }, "matrix": { "limits.frame": ["1MiB"], "limits.message": ["1MiB", "2MiB"],
                  "connection.noDelay": [true, false] } }
                """
            ).first == "frame=1MiB,message=1MiB,noDelay=on")
        #expect(
            names(
                """
                { "ping": { "interval": "1s" }, "matrix": { "ping.timeout": ["1s"], "reply.timeout": ["1s", "2s"] } }
                """) == ["ping.timeout=1s,reply.timeout=1s", "ping.timeout=1s,reply.timeout=2s"])
    }

    @Test func theEndIsByRoundsOrByTime() {
        let plan = { (text: String) in
            read("{ \"variants\": { \"a\": {}, \"b\": {} }, \"comparison\": \(text) }").comparison
        }
        #expect(plan("{}") == ComparisonPlan(reference: 0, rounds: 16, duration: nil))
        #expect(plan(#"{ "rounds": 3 }"#) == ComparisonPlan(reference: 0, rounds: 3, duration: nil))
        #expect(plan(#"{ "duration": "5m" }"#) == ComparisonPlan(reference: 0, rounds: nil, duration: .seconds(300)))
        #expect(
            plan(#"{ "duration": "5m", "rounds": 3, "reference": "b" }"#)
                == ComparisonPlan(reference: 1, rounds: 3, duration: .seconds(300)))
    }

    /// What a variant gives need not stand beside it, too.
    @Test func theSharedPartNeedNotBeAScenarioByItself() {
        let text = """
            { "name": "a", "target": { "embedded": "echo" }, "variants": {
                "few": { "load": { "sessions": 1, "duration": "1s" } },
                "many": { "load": { "sessions": 9, "duration": "1s" } } } }
            """
        #expect(ScenarioText.read(text).messages == [])
    }

    @Test func faultsOfAllVariantsAreShownAtOnceEachInItsPlace() {
        let text = """
            { "mesages": 1, "ping": { "interval": "1s" }, "variants": {
                "first": { "masking": "no" },
                "second": { "ping": { "interval": null }, "load": { "session": 1 } },
                "third": {} } }
            """
        let reading = read(text)
        #expect(
            reading.messages == [
                "unknown key \"mesages\" in the scenario",
                "variant \"second\": the key \"interval\" is missing in \"ping\"",
                "variant \"first\": \"masking\" must be \"random\", \"zero\" or \"none\", or an object, not \"no\"",
                "variant \"second\": unknown key \"session\" in \"load\"",
            ])
        #expect(reading.marked(in: ScenarioText.completing(text)) == ["\"mesages\"", "{", "\"no\"", "\"session\""])
        #expect(reading.scenario == nil && reading.variants.isEmpty && reading.comparison == nil)
    }

    /// Those that a variant brings, and those that every variant replaces.
    @Test func secretsStandInNoCopy() {
        let reading = read(
            """
            { "headers": { "Authorization": "Bearer own" }, "variants": {
                "a": { "headers": { "Authorization": "Bearer first" } },
                "b": { "headers": { "Authorization": "Bearer second" } } } }
            """)
        #expect(reading.messages == [])
        let copy = String(decoding: reading.masked, as: UTF8.self)
        for secret in ["own", "first", "second"] { #expect(!copy.contains(secret), "\(copy)") }
        #expect(copy.contains("\"b\""))
    }

    @Test(arguments: [
        #""matrix": { "auth.bearer": ["hush-one", "hush-two"] }"#,
        #""matrix": { "headers.X-Api-Key": ["hush-one", "hush-two"] }"#,
        #""matrix": { "cookies.room": ["hush-one", "hush-two"] }"#,
        #""env": { "T": "x" }, "auth": { "bearer": "{{env.T}}" }, "matrix": { "env.T": ["hush-one", "hush-two"] }"#,
    ])
    func aSecretIsInNoName(text: String) {
        let reading = read("{ \(text) }")
        #expect(reading.messages == [])
        #expect(reading.variants.map { $0.name.drop { $0 != "=" } } == ["=1", "=2"])
        #expect(!String(decoding: reading.masked, as: UTF8.self).contains("hush"))
    }

    @Test func openValuesBesideASecretKeepTheirNames() {
        #expect(
            names(
                """
                { "messages": { "rate": 5 }, "matrix": { "auth.bearer": ["hush-one", "hush-two"],
                  "messages.size": [64] }, "comparison": { "reference": "bearer=2,size=64" } }
                """) == ["bearer=1,size=64", "bearer=2,size=64"])
    }

    @Test func aFaultOfASecretListShowsNone() {
        let reading = read(#"{ "matrix": { "auth.bearer": ["hush-one", "hush-one"] } }"#)
        #expect(reading.messages == ["the same value stands in the list twice"])
        #expect(!reading.render(width: 100).contains("hush"))
    }

    @Test(arguments: ["comparison.json", "comparison.csv", "scenario.json", "comparison.json.part"])
    func aNameThatTheFolderUsesIsRefused(name: String) {
        let reading = read("{ \"variants\": { \"\(name)\": {}, \"b\": {} } }")
        #expect(reading.messages == ["\"\(name)\" cannot name a variant"])
    }

    @Test func leavingOutWhatIsNotThereIsDoubtful() {
        let reading = read(
            #"{ "messages": { "rate": 1 }, "variants": { "a": { "messages": { "sise": null } }, "b": {} } }"#)
        #expect(reading.messages == ["\"variants.a.messages.sise\" leaves out what the scenario does not have"])
        #expect(reading.variants.count == 2)
    }

    private static let two = #""a": {}, "b": {}"#

    static let faults: [FaultTests.Fault] = [
        .init(
            #"{ "variants": [] }"#,
            "\"variants\" must be an object of names, each with an object of changes, not a list", "[]"),
        .init(#"{ "variants": { "a": {} } }"#, "a comparison has 2 to 64 variants, not 1", #"{ "a": {} }"#),
        .init(
            #"{ "variants": { "../a": {}, "b": {} } }"#, "\"../a\" cannot name a variant", "\"../a\""),
        .init(
            #"{ "variants": { "a": 1, "b": {}, "c": {} } }"#,
            "\"variants.a\" must be an object with what is different, not a number", "1"),
        .init(
            #"{ "variants": { "a": { "seed": 1 }, "b": {} } }"#, "a variant cannot change \"seed\"", "\"seed\"",
            help: "it is the same for all"),
        .init(
            #"{ "variants": { "a": { "maskin": null }, "b": {} } }"#, "unknown key \"maskin\" in \"variants.a\"",
            "\"maskin\"", help: "did you mean \"masking\"?"),
        .init(
            "{ \"variants\": { \(two) }, \"matrix\": { \"masking\": [\"none\", \"zero\"] } }",
            "\"matrix\" has no place beside \"variants\"", "{ \"masking\": [\"none\", \"zero\"] }"),
        .init(
            #"{ "comparison": { "rounds": 3 } }"#, "\"comparison\" has nothing to compare", "\"comparison\""),
        .init(
            "{ \"variants\": { \(two) }, \"comparison\": { \"reference\": \"bb\" } }", "there is no variant \"bb\"",
            "\"bb\"", help: "did you mean \"b\"?"),
        .init(
            "{ \"variants\": { \(two) }, \"comparison\": { \"rounds\": 0 } }",
            "\"comparison.rounds\" must be a whole number from 1 to 1,000, not 0", "0"),
        .init(
            "{ \"variants\": { \(two) }, \"comparison\": { \"round\": 2 } }", "unknown key \"round\" in \"comparison\"",
            "\"round\"", help: "did you mean \"rounds\"?"),
        .init(
            #"{ "matrix": { "masking": "none" } }"#,
            "\"matrix.masking\" must be a list of values, or an object of names, each with changes, not a string",
            "\"none\""),
        .init(#"{ "matrix": { "masking": [] } }"#, "\"matrix.masking\" has no settings", "[]"),
        .init(
            #"{ "matrix": { "maskin": ["none", "zero"] } }"#, "\"maskin\" leads to no key of a scenario", "\"maskin\"",
            help: "did you mean \"masking\"?"),
        .init(
            #"{ "matrix": { "masking": ["none", { "fixed": "0x1" }] } }"#,
            "a list of \"matrix\" holds plain values only",
            "{ \"fixed\": \"0x1\" }"),
        .init(
            #"{ "matrix": { "masking": ["none", "none"] } }"#, "\"none\" stands in the list twice", "\"none\""),
        .init(
            #"{ "matrix": { "masking": ["none"] } }"#, "\"matrix\" must give 2 to 64 variants, not 1",
            "{ \"masking\": [\"none\"] }"),
    ]

    @Test(arguments: faults) func isSaidOnce(_ fault: FaultTests.Fault) {
        fault.check(ScenarioText.completing(fault.fragment))
    }
}
