/// How sessions come about.
package enum SessionModel: String, Sendable, Codable {
    /// By a schedule of their own, however slow the server is: arrival rates.
    case open
    /// Each after the end of an earlier one: virtual users.
    case closed
    /// Once, at the connect rate: the short form.
    case once
}
