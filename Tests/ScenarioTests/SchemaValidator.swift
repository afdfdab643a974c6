@testable import Scenario

/// As much of JSON Schema (draft 2020-12) as the project's schema uses; a keyword it does not know is a fault.
struct SchemaValidator: Sendable {
    /// The project's schema, which takes long to parse.
    static let project = (try? Repository.text("Scenarios/scenario.schema.json")).flatMap { SchemaValidator($0) }

    let root: JSONObject

    init?(_ text: String) {
        guard case .object(let object)? = Self.parse(text)?.value else { return nil }
        root = object
    }

    static func parse(_ text: String) -> JSONNode? {
        let diagnostics = DiagnosticList(source: SourceText(Array(text.utf8)))
        let node = JSONParser.parse(diagnostics)
        return diagnostics.items.isEmpty ? node : nil
    }

    /// What is wrong with a document; empty: it is valid.
    func faults(_ text: String) -> [String] {
        guard let node = Self.parse(text) else { return ["not JSON"] }
        return faults(node.value, root, at: "")
    }

    func faults(_ value: JSONValue, _ schema: JSONObject, at path: String) -> [String] {
        schema.members.flatMap { faults(value, keyword: $0.key, $0.value.value, schema, at: path) }
    }

    private func isValid(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        guard case .object(let schema) = schema else { return false }
        return faults(value, schema, at: "").isEmpty
    }

    private func faults(
        _ value: JSONValue, keyword: String, _ rule: JSONValue, _ schema: JSONObject, at path: String
    ) -> [String] {
        let fault = ["\(path): \(keyword)"]
        func check(_ isValid: Bool) -> [String] { isValid ? [] : fault }
        switch (keyword, rule, value) {
        case ("$schema", _, _), ("$defs", _, _), ("title", _, _), ("description", _, _), ("default", _, _),
            ("examples", _, _):
            return []
        case ("$ref", .string(let name), _):
            return resolve(name).map { faults(value, $0, at: path) } ?? ["\(path): \(name) leads nowhere"]
        case ("type", .string(let type), _): return check(isType(value, type))
        case ("enum", .array(let values), _): return check(values.contains { $0.value.equals(value) })
        case ("anyOf", .array(let options), _): return check(options.contains { isValid(value, $0.value) })
        case ("oneOf", .array(let options), _): return check(options.filter { isValid(value, $0.value) }.count == 1)
        case ("allOf", .array(let all), _): return check(all.allSatisfy { isValid(value, $0.value) })
        case ("not", _, _): return check(!isValid(value, rule))
        case ("required", .array(let names), .object(let object)):
            return names.filter { name in !object.members.contains { name.value.equals(.string($0.key)) } }
                .map { "\(path): required \($0.value)" }
        case ("dependentRequired", .object(let rules), .object(let object)):
            return rules.members.filter { object[$0.key] != nil }.flatMap { rule in
                faults(value, keyword: "required", rule.value.value, schema, at: path)
            }
        case ("properties", .object(let properties), .object(let object)):
            return object.members.flatMap { member -> [String] in
                guard case .object(let schema)? = properties[member.key] else { return [] }
                return faults(member.value.value, schema, at: "\(path).\(member.key)")
            }
        case ("additionalProperties", .boolean(false), .object(let object)):
            guard case .object(let known)? = schema["properties"] else { return fault }
            return object.members.filter { known[$0.key] == nil }.map { "\(path): unknown \($0.key)" }
        case ("additionalProperties", .object(let other), .object(let object)):
            return object.members.flatMap { faults($0.value.value, other, at: "\(path).\($0.key)") }
        case ("propertyNames", .object(let names), .object(let object)):
            return object.members.flatMap { faults(.string($0.key), names, at: path) }
        case ("minProperties", .number(let count), .object(let object)):
            return check(object.members.count >= Int(count) ?? 0)
        case ("maxProperties", .number(let count), .object(let object)):
            return check(object.members.count <= Int(count) ?? 0)
        case ("items", .object(let item), .array(let items)):
            return items.flatMap { faults($0.value, item, at: "\(path)[]") }
        case ("minItems", .number(let count), .array(let items)): return check(items.count >= Int(count) ?? 0)
        case ("maxItems", .number(let count), .array(let items)): return check(items.count <= Int(count) ?? 0)
        case ("uniqueItems", .boolean(true), .array(let items)):
            return check(
                !items.indices.contains { index in items[..<index].contains { $0.value.equals(items[index].value) } })
        case ("pattern", .string(let pattern), .string(let text)):
            return check((try? Regex(pattern).firstMatch(in: text)) != nil)
        case ("minLength", .number(let count), .string(let text)):
            return check(text.unicodeScalars.count >= Int(count) ?? 0)
        case ("maxLength", .number(let count), .string(let text)):
            return check(text.unicodeScalars.count <= Int(count) ?? 0)
        case ("minimum", .number(let bound), .number(let number)):
            return check(Double(number) ?? 0 >= Double(bound) ?? 0)
        case ("maximum", .number(let bound), .number(let number)):
            return check(Double(number) ?? 0 <= Double(bound) ?? 0)
        case _ where Self.keywords.contains(keyword): return []
        default: return ["\(path): unknown keyword \(keyword)"]
        }
    }

    /// Keywords that say nothing of values of another type.
    private static let keywords: Set<String> = [
        "required", "dependentRequired", "properties", "additionalProperties", "propertyNames", "minProperties",
        "maxProperties", "items",
        "minItems", "maxItems", "uniqueItems", "pattern", "minLength", "maxLength", "minimum", "maximum",
    ]

    /// What a pointer such as `#/$defs/size` leads to.
    func resolve(_ pointer: String) -> JSONObject? {
        guard pointer.hasPrefix("#/") else { return nil }
        var value: JSONValue? = .object(root)
        for step in pointer.dropFirst(2).split(separator: "/") {
            switch value {
            case .object(let object)?: value = object[String(step)]
            case .array(let items)?: value = Int(step).flatMap { $0 < items.count ? items[$0].value : nil }
            default: return nil
            }
        }
        if case .object(let schema)? = value { return schema }
        return nil
    }

    private func isType(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.object, "object"), (.array, "array"), (.string, "string"), (.number, "number"), (.boolean, "boolean"),
            (.null, "null"):
            true
        case (.number(let text), "integer"): Double(text).map { $0 == $0.rounded() } == true
        default: false
        }
    }
}

extension JSONObject {
    subscript(key: String) -> JSONValue? {
        members.first { $0.key == key }?.value.value
    }
}

extension JSONValue {
    /// Whether two values say the same; objects and lists member by member, in order.
    func equals(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.boolean(let first), .boolean(let second)): first == second
        case (.number(let first), .number(let second)): Double(first) == Double(second)
        case (.string(let first), .string(let second)): first == second
        case (.array(let first), .array(let second)):
            first.count == second.count && zip(first, second).allSatisfy { $0.value.equals($1.value) }
        case (.object(let first), .object(let second)):
            first.members.count == second.members.count
                && zip(first.members, second.members).allSatisfy {
                    $0.key == $1.key && $0.value.value.equals($1.value.value)
                }
        default: false
        }
    }
}
