import FoundationEssentials

/// What `Peers/terminal.py` saw of a program at a terminal.
struct TerminalSession: Decodable, Sendable {
    /// What stood there after each piece of output, line by line.
    var screens: [[String]]
    /// What stood there at the end.
    var last: [String]
    /// Where the cursor was left.
    var row: Int
    var column: Int
    /// Control sequences that no terminal was asked to know.
    var strange: [String]
    /// How the program ended.
    var code: Int32
}

/// Runs `squall` at a terminal of so many columns, where Ctrl-C is typed as soon as a line matches the pattern.
func squallAtTerminal(
    columns: Int, interruptAt pattern: String = "", _ words: [String]
) async throws -> TerminalSession {
    let outcome = try await python("terminal.py", ["\(columns)", pattern, Place.squall] + words)
    guard outcome.end == .code(0) else { throw TestFailure("terminal.py failed: \(outcome.complaints)") }
    return try JSONDecoder().decode(TerminalSession.self, from: Data(outcome.output.utf8))
}
