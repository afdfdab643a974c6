import Glibc
import Synchronization

/// A process of a test, in a process group of its own. What it writes goes into files of its folder.
final class ChildProcess: Sendable {
    enum End: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    let pid: pid_t
    private let folder: TemporaryFolder
    private let name: String
    private let end = Mutex<End?>(nil)
    /// The writing end of its input, which it sees ended when the tests are gone, however they went.
    private let input: Int32

    /// Starts a program, which writes to `<name>.out` and `<name>.err` in the folder.
    init(_ arguments: [String], in folder: TemporaryFolder, name: String) throws {
        var ends: [Int32] = [-1, -1]
        // Not a pipe, which other processes that are being started could inherit before it is marked.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw TestFailure("socketpair: errno \(errno)") }
        self.folder = folder
        self.name = name
        input = ends[1]
        defer { close(ends[0]) }
        pid = try ChildProcess.spawn(
            arguments, input: ends[0], output: folder["\(name).out"], complaints: folder["\(name).err"])
    }

    deinit { stop() }

    private static func spawn(
        _ arguments: [String], input: Int32, output: String, complaints: String
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        for (descriptor, path) in [(STDOUT_FILENO, output), (STDERR_FILENO, complaints)] {
            unsafe posix_spawn_file_actions_addopen(
                &actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Signals that the tests' own process ignores would stay ignored in the program.
        var defaults = sigset_t()
        unsafe sigfillset(&defaults)
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, arguments[0], &actions, &attributes, &words, environ)
        guard status == 0 else { throw TestFailure("cannot start \(arguments[0]): errno \(status)") }
        return pid
    }

    var output: String { folder.text("\(name).out") }
    var complaints: String { folder.text("\(name).err") }

    /// How it ended; nil while it runs.
    func poll(flags: Int32 = WNOHANG) -> End? {
        end.withLock { end in
            var status: Int32 = 0
            guard end == nil, unsafe waitpid(pid, &status, flags) == pid else { return end }
            // The bits as wait(2) lays them out; the macros are not imported.
            end = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
            close(input)
            return end
        }
    }

    /// Waits for the end. Taking longer than `limit` is a failure that shows what was written so far.
    func wait(upTo limit: Duration) async throws -> End {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let end = poll() { return end }
            try await Task.sleep(for: .milliseconds(10))
        }
        if let end = poll() { return end }
        stop()
        throw TestFailure("\(name) did not end within \(limit); it wrote:\n\(output)\n\(complaints)")
    }

    func send(_ signal: Int32) {
        if poll() == nil { kill(pid, signal) }
    }

    /// Kills it and all of its group, unless it has ended.
    func stop() {
        guard poll() == nil else { return }
        kill(-pid, SIGKILL)
        _ = poll(flags: 0)
    }
}
