extension DecodingContext {
    func string(_ node: JSONNode, _ path: String) -> String? {
        if case .string(let text) = node.value { return text }
        mismatch(node, .string, path)
        return nil
    }

    func boolean(_ node: JSONNode, _ path: String) -> Bool? {
        if case .boolean(let value) = node.value { return value }
        mismatch(node, .boolean, path)
        return nil
    }

    func integer(_ node: JSONNode, _ range: ClosedRange<UInt64>, _ path: String) -> UInt64? {
        let kind = ValueKind.integer(range)
        guard case .number(let text) = node.value else {
            mismatch(node, kind, path)
            return nil
        }
        guard let value = Self.wholeNumber(text), range.contains(value) else {
            diagnostics.error("\"\(path)\" must be \(kind.expectation), not \(text)", at: node.range)
            return nil
        }
        return value
    }

    func number(_ node: JSONNode, _ range: ClosedRange<Double>, _ path: String) -> Double? {
        let kind = ValueKind.number(range)
        guard case .number(let text) = node.value else {
            mismatch(node, kind, path)
            return nil
        }
        guard let value = Double(text), range.contains(value) else {
            diagnostics.error("\"\(path)\" must be \(kind.expectation), not \(text)", at: node.range)
            return nil
        }
        return value
    }

    func duration(_ node: JSONNode, _ range: ClosedRange<Duration>, _ path: String) -> Duration? {
        switch node.value {
        case .number(let text):
            diagnostics.error(
                "\"\(path)\": a duration needs a unit", at: node.range,
                help: "write \"\(text)s\" for seconds or \"\(text)ms\" for milliseconds")
        case .string(let text):
            do throws(TextFault) {
                let value = try DurationText.parse(text)
                if range.contains(value) { return value }
                let bound =
                    value < range.lowerBound ? "longer than 0s" : "at most \(DurationText.format(range.upperBound))"
                diagnostics.error("\"\(path)\" must be \(bound)", at: node.range)
            } catch {
                report(error, in: node, path)
            }
        default:
            mismatch(node, .duration(range), path)
        }
        return nil
    }

    func size(_ node: JSONNode, _ range: ClosedRange<Int>, _ path: String) -> Int? {
        var value: Int?
        switch node.value {
        case .number(let text):
            value = Self.wholeNumber(text).flatMap { Int(exactly: $0) }
            if value == nil {
                diagnostics.error("\"\(path)\": a size is a whole number of bytes, not \(text)", at: node.range)
            }
        case .string(let text):
            do throws(TextFault) {
                value = try SizeText.parse(text)
            } catch {
                report(error, in: node, path)
            }
        default:
            mismatch(node, .size(range), path)
        }
        guard let value else { return nil }
        guard range.contains(value) else {
            let limits = "from \(SizeText.format(range.lowerBound)) to \(SizeText.format(range.upperBound))"
            diagnostics.error("\"\(path)\" is out of bounds", at: node.range, help: limits)
            return nil
        }
        return value
    }

    func choice(_ node: JSONNode, _ names: [String], _ path: String) -> String? {
        guard case .string(let text) = node.value else {
            mismatch(node, .choice(names), path)
            return nil
        }
        if names.contains(text) { return text }
        let near = names.filter { areNear($0, text.lowercased()) }
        diagnostics.error(
            "\"\(path)\" must be \(ValueKind.list(names)), not \"\(text)\"", at: node.range,
            help: near.first.map { "did you mean \"\($0)\"?" })
        return nil
    }

    /// JSON knows one kind of number, so that 1e3 is a whole one.
    private static func wholeNumber(_ text: String) -> UInt64? {
        UInt64(text) ?? Double(text).flatMap { UInt64(exactly: $0) }
    }

    /// Reports a value of the wrong type for this key, unless the parser has reported it already.
    func mismatch(_ node: JSONNode, _ table: KeyTable, _ key: String) {
        guard let kind = table[key]?.kind else { return }
        mismatch(node, kind, table.path(of: key))
    }

    /// Reports a value of the wrong type, unless the parser has reported it already.
    func mismatch(_ node: JSONNode, _ kind: ValueKind, _ path: String) {
        var help: String?
        switch (node.value, kind) {
        case (.broken, _): return
        case (.string(let text), .integer), (.string(let text), .number):
            if Double(text) != nil { help = "write \(text) without quotes" }
        case (.string(let text), .boolean):
            if text == "true" || text == "false" { help = "write \(text) without quotes" }
        case (.number(let text), .string): help = "write \"\(text)\""
        case (.null, _): help = "leave the key out for its default"
        default: break
        }
        diagnostics.error(
            "\"\(path)\" must be \(kind.expectation), not \(node.value.nature)", at: node.range, help: help)
    }
}
