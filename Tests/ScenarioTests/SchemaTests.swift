import Testing

@testable import Scenario

/// The schema that editors use says the same as the decoder.
@Suite struct SchemaTests {
    private let schema: SchemaValidator

    init() throws {
        schema = try #require(SchemaValidator.project)
    }

    @Test func knowsTheKeysOfTheDecoder() throws {
        var properties: [String: JSONObject] = [:]
        collect(schema.root, "", into: &properties)
        let keys = ScenarioKeys.all.flatMap { table in table.keys.map { (path: table.path(of: $0.name), key: $0) } }
        #expect(properties.keys.sorted() == keys.map(\.path).sorted())
        for (path, key) in keys {
            let property = try #require(properties[path])
            #expect(property["description"]?.equals(.string(key.summary)) == true, "\(path)")
            var written: JSONValue?
            if case .optional(let text?) = key.presence { written = SchemaValidator.parse(text)?.value }
            #expect(written.map { property["default"]?.equals($0) == true } ?? (property["default"] == nil), "\(path)")
        }
    }

    @Test func requiresWhatTheDecoderRequires() {
        var required: Set<String> = []
        collectRequired(schema.root, "", into: &required)
        let wanted = ScenarioKeys.all.flatMap { table in
            table.keys.filter { $0.presence == .required }.map { table.path(of: $0.name) }
        }
        #expect(required == Set(wanted))
    }

    @Test func hasTheBoundsOfTheDecoder() throws {
        var properties: [String: JSONObject] = [:]
        collect(schema.root, "", into: &properties)
        for table in ScenarioKeys.all {
            for key in table.keys {
                let path = table.path(of: key.name)
                let property = try #require(properties[path])
                switch key.kind {
                case .string: #expect(property["type"]?.equals(.string("string")) == true, "\(path)")
                case .boolean: #expect(property["type"]?.equals(.string("boolean")) == true, "\(path)")
                case .object: #expect(property["type"]?.equals(.string("object")) == true, "\(path)")
                case .integer(let range):
                    #expect(property["type"]?.equals(.string("integer")) == true, "\(path)")
                    #expect(property["minimum"]?.equals(.number(String(range.lowerBound))) == true, "\(path)")
                    #expect(property["maximum"]?.equals(.number(String(range.upperBound))) == true, "\(path)")
                case .number(let range):
                    #expect(property["type"]?.equals(.string("number")) == true, "\(path)")
                    #expect(property["minimum"]?.equals(.number(String(range.lowerBound))) == true, "\(path)")
                    #expect(property["maximum"]?.equals(.number(String(range.upperBound))) == true, "\(path)")
                case .duration: #expect(property["$ref"]?.equals(.string("#/$defs/duration")) == true, "\(path)")
                case .size: #expect(property["$ref"]?.equals(.string("#/$defs/size")) == true, "\(path)")
                case .choice(let names):
                    let list = JSONValue.array(names.map { JSONNode(value: .string($0), range: 0..<0) })
                    #expect(property["enum"]?.equals(list) == true, "\(path)")
                case .custom: break
                }
            }
        }
    }

    /// What a kind of session shares with the root is described there.
    @Test func kindsOfSessionShareTheKeysOfTheRoot() throws {
        guard case .object(let scenarios)? = properties(schema.root)?["scenarios"],
            case .object(let kind)? = scenarios["additionalProperties"], let own = properties(kind)
        else {
            Issue.record("no kinds of session")
            return
        }
        let load = Set((ScenarioKeys.executorKeys + [ScenarioKeys.connectRate]).map(\.name))
        for key in ScenarioKeys.kind("*").sharedKeys {
            let origin = load.contains(key.name) ? "load/properties/\(key.name)" : key.name
            guard case .object(let property)? = own[key.name] else {
                Issue.record("\(key.name) is missing")
                continue
            }
            #expect(property["$ref"]?.equals(.string("#/properties/\(origin)")) == true, "\(key.name)")
        }
        #expect(own.members.count == ScenarioKeys.kind("*").allKeys.count)
    }

    private func properties(_ schema: JSONObject) -> JSONObject? {
        if case .object(let properties)? = schema["properties"] { properties } else { nil }
    }

    @Test func acceptsWhatTheDecoderAccepts() throws {
        for file in try Repository.readyScenarios() {
            #expect(schema.faults(try Repository.text("Scenarios/\(file)")) == [], "\(file)")
        }
        for example in try DocumentationTests.examples("Docs/Scenario.md") {
            #expect(schema.faults(ScenarioText.completing(example)) == [], "\(example)")
        }
        #expect(schema.faults(ScenarioReaderTests.everyDefault) == [])
    }

    @Test(
        arguments:
            FaultTests.root + FaultTests.handshake + FaultTests.load + FaultTests.executors + FaultTests.data
            + FaultTests.policies + KindTests.faults + VariantTests.faults)
    func refusesWhatIsWrongByItself(_ fault: FaultTests.Fault) {
        check(fault, ScenarioText.completing(fault.fragment))
    }

    @Test(arguments: FaultTests.messages) func refusesWhatIsWrongInMessages(_ fault: FaultTests.Fault) {
        check(fault, ScenarioText.completing("{ \"messages\": \(fault.fragment) }"))
    }

    @Test(arguments: KindTests.ownLoads) func refusesWhatIsWrongInLoads(_ fault: FaultTests.Fault) {
        check(fault, ScenarioText.without("load", fault.fragment))
    }

    @Test(arguments: ThresholdTests.faults) func refusesWhatIsWrongInThresholds(_ fault: FaultTests.Fault) {
        check(fault, ScenarioText.completing("{ \"thresholds\": \(fault.fragment) }"))
    }

    private func check(_ fault: FaultTests.Fault, _ text: String) {
        let isBeyond = Self.beyondTheSchema.contains { fault.message.contains($0) }
        #expect(schema.faults(text).isEmpty == isBeyond, "\(schema.faults(text))")
    }

    /// Faults that need more than the shape of one value.
    private static let beyondTheSchema = [
        "a share lies between", "this never holds", "its rate is per second", "is a time, and no share",
        "nothing else ends the run", "which is missing", "is out of bounds", "is above", "stands in the list",
        "is not an IP address", "more than 65,536", "must be longer than 0s", "the header ",
        "not the value of a header",
        "is 126 bytes long", "without a code has no reason", "no file \"gone", "is not a file", "cannot be read",
        "file is too large", "is upside down", "lies outside",
        "between the fragments", "has no place with the executor", "a number of virtual users is whole",
        "the stages take no time", "no session ever comes", "iterations per second", "(4) is above", "users share",
        "scenarios share", "has no windows",
        "nothing is measured", "meaning of its own", "no session is left", "is the scenario's name",
        "leads to no key of", "there is no variant", "must give 2 to 64", "in \"variants.",
        "unknown metric", "has \"", "is no time", "lies between 0 and 100", "stands there twice", "whole seconds",
    ]

    /// The schema of each property by its path, through lists, alternatives and names that the file chooses.
    private func collect(_ schema: JSONObject, _ path: String, into found: inout [String: JSONObject]) {
        visit(schema, path) { path, schema in
            if !path.isEmpty, schema["description"] != nil { found[path] = schema }
        }
    }

    private func collectRequired(_ schema: JSONObject, _ path: String, into found: inout Set<String>) {
        visit(schema, path) { path, schema in
            guard schema["properties"] != nil, case .array(let names)? = schema["required"] else { return }
            for case .string(let name) in names.map(\.value) { found.insert(path.isEmpty ? name : "\(path).\(name)") }
        }
    }

    private func visit(_ schema: JSONObject, _ path: String, _ body: (String, JSONObject) -> Void) {
        body(path, schema)
        if path.isEmpty, case .object(let definitions)? = schema["$defs"] {
            for case (let name, .object(let definition)) in definitions.members.map({ ($0.key, $0.value.value) })
            where definition["properties"] != nil {
                visit(definition, name, body)
            }
        }
        if case .object(let properties)? = schema["properties"] {
            // Conditions look at properties once more, and are no schemas of theirs.
            for case (let name, .object(let property)) in properties.members.map({ ($0.key, $0.value.value) })
            where property["description"] != nil {
                visit(property, path.isEmpty ? name : "\(path).\(name)", body)
            }
        }
        if case .object(let item)? = schema["items"] { visit(item, "\(path)[]", body) }
        if case .object(let other)? = schema["additionalProperties"] { visit(other, "\(path).*", body) }
        if case .array(let options)? = schema["anyOf"] {
            for case .object(let option) in options.map(\.value) { visit(option, path, body) }
        }
    }
}
