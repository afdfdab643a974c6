extension ScenarioDecoder {
    /// Reads a text with `{{…}}`.
    func decodeTemplate(_ node: JSONNode, _ path: String) -> TemplateText? {
        guard let text = context.string(node, path), let parsed = parseTemplate(text, node, path) else { return nil }
        if parsed.isRaw {
            context.report(
                TextFault(
                    "\"{{=\" stands for a JSON value and has its place in \"json\" only", help: "leave the \"=\" out",
                    range: 0..<3), in: node, path)
            return nil
        }
        var builder = TemplateBuilder()
        for piece in parsed.pieces {
            switch piece.content {
            case .literal(let bytes), .environment(_, let bytes): builder.append(bytes)
            case .value(let value):
                guard checkStamp(value, piece, node, path, builder) else { return nil }
                builder.append(.value(value))
            }
        }
        return builder.text
    }

    /// - Returns: false, after reporting it, where a value is a stamp that has no place there.
    private func checkStamp(
        _ value: TemplateValue, _ piece: TemplateParser.Piece, _ node: JSONNode, _ path: String,
        _ builder: TemplateBuilder
    ) -> Bool {
        guard value == .stamp else { return true }
        if !path.hasPrefix("step.send") {
            context.report(
                TextFault(
                    "{{stamp}} vouches for a message, and this is none",
                    help: "it has its place in \"text\" or \"json\" of \"send\"", range: piece.range),
                in: node, path)
        } else if builder.holdsStamp {
            context.report(
                TextFault(
                    "a message can hold {{stamp}} only once", help: "each would have to vouch for the other",
                    range: piece.range), in: node, path)
        } else {
            return true
        }
        return false
    }

    /// Reports a text without values that is longer than a control frame can hold.
    func checkLength(of text: TemplateText, _ node: JSONNode, _ path: String, maximum: Int) {
        guard let bytes = text.constant, bytes.count > maximum else { return }
        diagnostics.error(
            "\"\(path)\" is \(bytes.count) bytes long", at: node.range,
            help: "at most \(maximum): a control frame holds 125 bytes (RFC 6455, section 5.5)")
    }

    /// Reads a JSON value as compact text, with templates in its strings.
    func decodeJSONTemplate(_ node: JSONNode, _ path: String) -> TemplateText? {
        var builder = TemplateBuilder()
        return append(node, path, to: &builder) ? builder.text : nil
    }

    /// - Returns: false, after reporting it, where there is a fault.
    private func append(_ node: JSONNode, _ path: String, to builder: inout TemplateBuilder) -> Bool {
        switch node.value {
        case .broken: return false
        case .null: builder.append("null")
        case .boolean(let value): builder.append(value ? "true" : "false")
        case .number(let text): builder.append(text)
        case .string(let text): return append(text, node, path, isKey: false, to: &builder)
        case .array(let items):
            var isSound = true
            for (index, item) in items.enumerated() {
                builder.append(index == 0 ? "[" : ",")
                isSound = append(item, path, to: &builder) && isSound
            }
            builder.append(items.isEmpty ? "[]" : "]")
            return isSound
        case .object(let object):
            var isSound = object.isComplete
            for (index, member) in object.members.enumerated() {
                builder.append(index == 0 ? "{" : ",")
                let key = JSONNode(value: .string(member.key), range: member.keyRange)
                isSound = append(member.key, key, path, isKey: true, to: &builder) && isSound
                builder.append(":")
                if SecretText.isSecret(name: member.key) { context.noteSecret(member.value) }
                isSound = append(member.value, path, to: &builder) && isSound
            }
            builder.append(object.members.isEmpty ? "{}" : "}")
            return isSound
        }
        return true
    }

    private func append(
        _ text: String, _ node: JSONNode, _ path: String, isKey: Bool, to builder: inout TemplateBuilder
    ) -> Bool {
        guard let parsed = parseTemplate(text, node, path) else { return false }
        if parsed.isRaw { return appendRaw(parsed, node, path, isKey: isKey, to: &builder) }
        builder.append("\"")
        for piece in parsed.pieces {
            switch piece.content {
            case .literal(let bytes), .environment(_, let bytes):
                let literal = JSONLiteral.string(String(decoding: bytes, as: UTF8.self))
                builder.append(String(literal.dropFirst().dropLast()))
            case .value(let value):
                guard checkStamp(value, piece, node, path, builder) else { return false }
                builder.append(.escaped(value))
            }
        }
        builder.append("\"")
        return true
    }

    private func appendRaw(
        _ parsed: TemplateParser.Parsed, _ node: JSONNode, _ path: String, isKey: Bool,
        to builder: inout TemplateBuilder
    ) -> Bool {
        guard let piece = parsed.pieces.first, !isKey else {
            context.report(
                TextFault("a key is a string, and \"{{=\" stands for any value", help: "leave the \"=\" out"),
                in: node, path)
            return false
        }
        switch piece.content {
        case .value(let value):
            guard checkStamp(value, piece, node, path, builder) else { return false }
            builder.append(.value(value))
        case .literal(let bytes), .environment(_, let bytes):
            let diagnostics = DiagnosticList(source: SourceText(bytes))
            guard JSONParser.parse(diagnostics) != nil, !diagnostics.hasErrors else {
                context.report(
                    TextFault(
                        "the value is no JSON",
                        help: "leave the \"=\" out for a string", range: piece.range), in: node, path)
                return false
            }
            builder.append(bytes)
        }
        return true
    }

    private func parseTemplate(_ text: String, _ node: JSONNode, _ path: String) -> TemplateParser.Parsed? {
        do throws(TextFault) {
            let parsed = try TemplateParser.parse(text, environment: context.environment)
            for piece in parsed.pieces {
                switch piece.content {
                case .value(.variable(let name)): note(name, column: nil, piece.range, node, path)
                case .value(.feeder(let name, let column)): note(name, column: column, piece.range, node, path)
                default: break
                }
            }
            return parsed
        } catch {
            context.report(error, in: node, path)
            return nil
        }
    }

    private func note(_ name: String, column: String?, _ range: Range<Int>, _ node: JSONNode, _ path: String) {
        context.script.uses.append(
            ScriptScope.Use(
                name: name, column: column, path: path, range: context.sourceRange(of: range, in: node),
                isInListener: context.script.isInListener))
    }
}
