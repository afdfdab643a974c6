/// What `Peers/login_server.py` saw of a session.
struct LoginSession: Decodable, Sendable {
    /// Of its last login.
    var name: String?
    var code: Int?
    var logins: Int
    /// Messages with the session's own token, with another session's, and with one that was never given.
    var own: Int
    var foreign: Int
    var unknown: Int
    /// Messages that were neither a login nor had a token.
    var malformed: Int

    var violations: Int { foreign + unknown + malformed }
}
