import Glibc
import Scenario

/// The terminal, or what stands in its place.
enum Output {
    /// Writes all of a text with as few calls as the kernel allows. A reader that has gone is no reason to stop a run.
    static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
        _ = write(Array(text.utf8), to: descriptor)
    }

    /// Writes all bytes, as far as the kernel takes them.
    ///
    /// - Returns: whether it took all; if not, `errno` says why.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// Writes a line to the error output.
    static func complain(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO) }

    /// Shows what a scenario file gives cause for, where it does.
    static func complain(_ reading: ScenarioReading) {
        if !reading.diagnostics.isEmpty { complain(reading.render(width: width(of: STDERR_FILENO) ?? defaultWidth)) }
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static let defaultWidth = 100

    /// Columns of the terminal, or of `COLUMNS` where that is set; 100 where there is neither.
    static var width: Int { width(of: STDOUT_FILENO) ?? defaultWidth }

    /// The same for one of the outputs; nil where it is no terminal and `COLUMNS` is not set.
    static func width(of descriptor: Int32) -> Int? {
        if let text = unsafe getenv("COLUMNS"), let columns = unsafe Int(String(cString: text)), columns > 0 {
            return columns
        }
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether colour is wanted (no-color.org).
    static var isColoured: Bool {
        guard isTerminal else { return false }
        let refusal = unsafe getenv("NO_COLOR")
        return unsafe refusal == nil || refusal!.pointee == 0
    }
}
