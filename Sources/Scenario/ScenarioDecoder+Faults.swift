extension ScenarioDecoder {
    func decodeFault(_ node: JSONNode, _ reader: ObjectReader) -> FaultStep? {
        let expected = reader.node("expect")
        guard let name = reader.choice("fault"), let kind = FaultKind(rawValue: name) else { return nil }
        for key in ScenarioKeys.faultKeys.map(\.name) where !kind.keys.contains(key) {
            guard let place = reader.node(key)?.range else { continue }
            diagnostics.error(
                "the fault \"\(name)\" has no \"\(key)\"", at: place,
                help: kind.keys.isEmpty ? "it has no keys but \"expect\"" : "its keys are \(ValueKind.list(kind.keys))")
        }
        let expectation = expected.flatMap { decodeExpectation($0, "step.expect", of: name) }
        return decodeFault(kind, reader).map {
            var step = FaultStep(fault: $0)
            step.expectation = expectation
            return step
        }
    }

    private func decodeFault(_ kind: FaultKind, _ reader: ObjectReader) -> Fault? {
        let size = reader.size("size")
        switch kind {
        case .reservedOpcode: return decodeReservedOpcode(reader)
        case .reservedBit: return .reservedBit(reader.integer("rsv").map { UInt8($0) } ?? 4)
        case .unmaskedFrame: return .unmaskedFrame
        case .unexpectedContinuation: return .unexpectedContinuation
        case .interruptedMessage: return .interruptedMessage
        case .invalidUTF8: return decodeInvalidUTF8(size ?? 16, reader)
        case .oversizeControl:
            check(reader, "size", atLeast: 126, "a ping of 125 bytes is allowed (RFC 6455, section 5.5)")
            return .oversizeControl(size ?? 126)
        case .fragmentedControl: return .fragmentedControl
        case .lengthNotMinimal: return .lengthNotMinimal
        case .lengthHighBit: return .lengthHighBit
        case .invalidCloseCode: return decodeInvalidCode(reader)
        case .closeOneByte: return .closeOneByte
        case .closeInvalidUTF8: return .closeInvalidUTF8
        case .dataAfterClose: return .dataAfterClose
        case .garbage: return .garbage(size ?? 64)
        case .truncatedFrame: return .truncatedFrame(size ?? 100)
        case .raw: return decodeRaw(reader)
        case .slowReader: return .slowReader(reader.duration("duration") ?? .seconds(5))
        case .slowWriter:
            return .slowWriter(
                size: size ?? 100, chunk: reader.size("chunk") ?? 1,
                interval: reader.duration("interval") ?? .milliseconds(10))
        case .silence: return .silence(reader.duration("duration") ?? .seconds(5))
        }
    }

    private func decodeReservedOpcode(_ reader: ObjectReader) -> Fault? {
        guard let node = reader.node("opcode") else { return .reservedOpcode(3) }
        guard let opcode = reader.integer("opcode") else { return nil }
        if (3...7).contains(opcode) || (11...15).contains(opcode) { return .reservedOpcode(UInt8(opcode)) }
        diagnostics.error(
            "opcode \(opcode) is not reserved (RFC 6455, section 5.2)", at: node.range, help: "3 to 7, or 11 to 15")
        return nil
    }

    private func decodeInvalidUTF8(_ size: Int, _ reader: ObjectReader) -> Fault? {
        let position = reader.size("position") ?? 8
        guard position >= size else { return .invalidUTF8(size: size, position: position) }
        if let node = reader.node("position") ?? reader.node("size") {
            diagnostics.error(
                "the wrong byte (\(position.grouped)) is not in a text of \(size.grouped) bytes", at: node.range,
                help: "\"position\" counts from 0, and is 8 where it is left out")
        }
        return nil
    }

    private func decodeInvalidCode(_ reader: ObjectReader) -> Fault? {
        guard let node = reader.node("code") else { return .invalidCloseCode(1005) }
        guard let code = reader.integer("code") else { return nil }
        if CloseRules.refusal(ofCode: Int(code)) != nil { return .invalidCloseCode(UInt16(code)) }
        diagnostics.error(
            "close code \(code) may be sent, so that it is no fault", at: node.range,
            help: "such as 999, 1004, 1005, 1006, 1015 or 2000")
        return nil
    }

    private func decodeRaw(_ reader: ObjectReader) -> Fault? {
        if reader.lacks("bytes") {
            diagnostics.error(
                "\"bytes\" is missing beside the fault \"raw\"", at: reader.opening,
                help: "\(ScenarioKeys.hexadecimal)")
        }
        return reader.node("bytes").flatMap { decodeBytes($0, "step.bytes") }.map { .raw($0) }
    }

    private func check(_ reader: ObjectReader, _ key: String, atLeast minimum: Int, _ help: String) {
        guard let value = reader.size(key), value < minimum, let node = reader.node(key) else { return }
        diagnostics.error("\"step.\(key)\" must be at least \(minimum) here", at: node.range, help: help)
    }
}
