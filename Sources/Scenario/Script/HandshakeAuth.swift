/// Key `auth`: what the header `Authorization` of the opening handshake says.
package enum HandshakeAuth: Sendable, Equatable {
    /// `{"basic": {"user": …, "password": …}}` (RFC 7617).
    case basic(user: TemplateText, password: TemplateText)
    /// `{"bearer": …}` (RFC 6750).
    case bearer(TemplateText)
}
