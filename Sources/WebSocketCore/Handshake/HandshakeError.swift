/// What went wrong in an opening handshake (RFC 6455, section 4), a case each, with what was found.
package enum HandshakeError: Error, Hashable, Sendable {
    // What a client finds in a response.

    /// Any status but 101: a refusal, a redirect, a request for credentials.
    ///
    /// `location` is that of a redirect, `bodyStart` at most 256 bytes of the body.
    case status(Int, reason: String, location: String?, bodyStart: String)
    /// `start` is how the answer began instead of with `HTTP/`.
    case notHTTP(start: String)
    /// Nil when the header is missing, here and below.
    case wrongAccept(expected: String, got: String?)
    /// What the server chose.
    case subprotocolNotOffered(String)
    /// What the server accepted.
    case extensionNotOffered(String)
    /// A parameter of the answer does not fit the offers of its extension (section 9.1).
    case wrongParameter(String, of: String, problem: String)
    /// The server accepted an extension twice.
    case repeatedExtension(String)
    /// The stream ended before the head did.
    case endOfStream(bytesReceived: Int)

    // What a server finds in a request.

    /// Another method than GET.
    case method(String)
    /// The line as it came.
    case malformedRequestLine(String)
    /// No header `Host` (section 4.2.1).
    case missingHost
    /// Not 24 characters that stand for 16 bytes.
    case wrongKey(String?)
    /// Another version of the protocol than 13.
    case wrongVersion(String?)

    // What both can find.

    /// An extension that this side requires, and that the other does not agree to.
    case missingExtension(String)
    /// Not HTTP/1.1.
    case httpVersion(String)
    /// `Upgrade` does not name `websocket`.
    case wrongUpgrade(String?)
    /// `Connection` does not name `Upgrade`.
    case wrongConnection(String?)
    /// A header that section 11.3 allows only once.
    case duplicateHeader(String)
    /// A line that is no header field, or a value that breaks its grammar.
    case malformedHeader(String)
    /// The head does not end within `limit` bytes.
    case headTooLarge(limit: Int)
    /// More header fields than `limit`.
    case tooManyHeaders(limit: Int)

    // What cannot be put into a request.

    case invalidField(name: String, value: String)
}
