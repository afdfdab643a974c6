import InMemoryLogging
import Logging

/// A logger that keeps what it is told, and a view of it for tests.
struct Recorder: Sendable {
    private let handler = InMemoryLogHandler()
    private let level: Logger.Level

    init(level: Logger.Level = .trace) { self.level = level }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = level
        return logger
    }

    var entries: [InMemoryLogHandler.Entry] { handler.entries }
    var messages: [String] { entries.map(\.message.description) }
    /// All that was said, in words and as metadata.
    var text: String { entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n") }

    /// The metadata of the first entry with a message; empty where there is none.
    func metadata(of message: String) -> Logger.Metadata {
        entries.first { $0.message.description == message }?.metadata ?? [:]
    }

    /// Waits for a message.
    func hears(_ message: String) async throws {
        try await until { messages.contains(message) }
    }
}
