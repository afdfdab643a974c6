import WebSocketCore

extension HandshakeKey {
    /// That of the RFC's example: `dGhlIHNhbXBsZSBub25jZQ==`.
    static var example: HandshakeKey {
        let bytes = Array("dGhlIHNhbXBsZSBub25jZQ==".utf8)
        guard let key = bytes.withSpan({ HandshakeKey(decoding: $0, 0..<24) }) else {
            preconditionFailure("the RFC's own key decodes")
        }
        return key
    }

    var text: String { String(decoding: base64.indices.map { base64[$0] }, as: UTF8.self) }

    var acceptText: String {
        let accept = expectedAccept
        return String(decoding: accept.indices.map { accept[$0] }, as: UTF8.self)
    }
}

/// The lines of a head as bytes, with the empty line behind them.
func head(_ lines: String...) -> [UInt8] {
    Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
}

/// What a parser made of chunks, and the bytes that it left of the chunk that completed the head.
struct Parsed<Value> {
    var value: Value?
    var error: HandshakeError?
    var rest: [UInt8] = []
}

/// Feeds a parser until it says something.
func parse<Value>(
    _ chunks: [[UInt8]], with step: (RawSpan, inout Int) throws(HandshakeError) -> Value?
) -> Parsed<Value> {
    var parsed = Parsed<Value>()
    for chunk in chunks {
        if parsed.value != nil || parsed.error != nil {
            parsed.rest += chunk
            continue
        }
        var cursor = 0
        do throws(HandshakeError) {
            parsed.value = try chunk.withSpan { span throws(HandshakeError) in try step(span, &cursor) }
        } catch {
            parsed.error = error
        }
        parsed.rest += chunk[cursor...]
    }
    return parsed
}
