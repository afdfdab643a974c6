import Scenario
import WebSocketCore

/// The headers of the opening handshake that a session fills in for itself, compiled.
package final class HandshakeProgram: Sendable {
    private enum Value {
        case text(CompiledTemplate)
        case bearer(CompiledTemplate)
        case basic(user: CompiledTemplate, password: CompiledTemplate)
    }

    private struct Line {
        var name: [UInt8]
        var value: Value
    }

    private struct Cookie {
        var name: String
        var value: CompiledTemplate
    }

    /// The feeders of which a session takes a row before its first handshake.
    package let feeders: [Int]
    /// Whether `RenderContext.wallTime` must be set.
    package let readsWallTime: Bool
    /// Whether cookies of the server's answers are sent when the session comes back.
    package let keepsCookies: Bool
    private let lines: [Line]
    private let cookies: [Cookie]

    /// - Parameters:
    ///   - kind: of the sessions; its header `Host` is not among the lines.
    ///   - names: of the kind; names that are new are added.
    /// - Throws: where a feeder or its column is not there.
    package init(_ kind: SessionKind, names: inout NameTable) throws(ScriptFault) {
        var lines: [Line] = []
        var texts: [CompiledTemplate] = []
        for header in kind.headers where header.name.lowercased() != "host" {
            let text = try CompiledTemplate(header.value, names: &names)
            texts.append(text)
            lines.append(Line(name: Array(header.name.utf8), value: .text(text)))
        }
        let authorization = Array("Authorization".utf8)
        switch kind.auth {
        case .basic(let user, let password):
            let pair = (try CompiledTemplate(user, names: &names), try CompiledTemplate(password, names: &names))
            texts += [pair.0, pair.1]
            lines.append(Line(name: authorization, value: .basic(user: pair.0, password: pair.1)))
        case .bearer(let token):
            let text = try CompiledTemplate(token, names: &names)
            texts.append(text)
            lines.append(Line(name: authorization, value: .bearer(text)))
        case nil: break
        }
        var cookies: [Cookie] = []
        for cookie in kind.cookies {
            let text = try CompiledTemplate(cookie.value, names: &names)
            texts.append(text)
            cookies.append(Cookie(name: cookie.name, value: text))
        }
        var feeders: [Int] = []
        for name in kind.handshakeFeeders { feeders.append(try names.feeder(name)) }
        self.lines = lines
        self.cookies = cookies
        self.feeders = feeders
        readsWallTime = texts.contains(where: \.readsWallTime)
        keepsCookies = kind.keepsCookies
    }

    /// Appends the lines as they are now, each with its end.
    ///
    /// - Parameters:
    ///   - context: of the session.
    ///   - jar: cookies that the server has set; each takes the place of the scenario's of the same name.
    ///   - output: where the lines go.
    /// - Returns: false where a value has bytes that would break the header, such as a line end from a feeder.
    package func render(in context: inout RenderContext, jar: CookieJar, into output: inout [UInt8]) -> Bool {
        var isSound = true
        for line in lines {
            output += line.name
            output += Array(": ".utf8)
            let start = output.count
            switch line.value {
            case .text(let text): text.render(in: &context, into: &output)
            case .bearer(let token):
                output += Array("Bearer ".utf8)
                token.render(in: &context, into: &output)
            case .basic(let user, let password):
                var pair: [UInt8] = []
                user.render(in: &context, into: &pair)
                pair.append(UInt8(ascii: ":"))
                password.render(in: &context, into: &pair)
                output += Array("Basic ".utf8)
                output.appendBase64(pair)
            }
            isSound = HandshakeProgram.isFieldValue(output[start...]) && isSound
            output += Array("\r\n".utf8)
        }
        return appendCookies(in: &context, jar, to: &output) && isSound
    }

    private func appendCookies(in context: inout RenderContext, _ jar: CookieJar, to output: inout [UInt8]) -> Bool {
        var parts: [[UInt8]] = []
        for cookie in cookies where !jar.cookies.contains(where: { $0.name == cookie.name }) {
            var part = Array("\(cookie.name)=".utf8)
            cookie.value.render(in: &context, into: &part)
            parts.append(part)
        }
        let isSound = parts.allSatisfy { HandshakeProgram.isFieldValue($0[...]) && !$0.contains(UInt8(ascii: ";")) }
        parts += jar.cookies.map { Array("\($0.name)=\($0.value)".utf8) }
        guard !parts.isEmpty else { return true }
        output += Array("Cookie: ".utf8)
        output += parts.joined(separator: Array("; ".utf8))
        output += Array("\r\n".utf8)
        return isSound
    }

    /// RFC 9110, section 5.5.
    private static func isFieldValue(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
    }
}
