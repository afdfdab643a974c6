import Glibc
import Metrics
import NetworkIO
import Scenario

/// `squall serve` as a process of its own, on a free loopback port, for as long as a run lasts.
final class EmbeddedServer {
    let port: UInt16
    let pid: pid_t
    /// PEM; nil where it speaks no TLS.
    let certificate: [UInt8]?
    private let output: Int32
    private var isStopped = false

    /// Starts the server and waits until it listens.
    ///
    /// - Parameters:
    ///   - kind: what it does with messages.
    ///   - speaksTLS: with a certificate that it makes.
    ///   - executable: path of `squall`.
    ///   - options: further ones of `squall serve`.
    /// - Throws: why it did not begin to listen.
    init(_ kind: EmbeddedTarget, speaksTLS: Bool, executable: String, options: [String]) throws(RunFailure) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .embeddedServer("pipe: \(SystemError.text(of: errno))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        output = ends[0]
        var arguments = [executable, "serve", "--listen", "127.0.0.1:0", "--exit-with-parent", "\(getpid())"]
        if kind == .broadcast { arguments.append("--broadcast") }
        if speaksTLS { arguments.append("--tls") }
        arguments += options
        let started = EmbeddedServer.spawn(executable, arguments, output: ends[1])
        close(ends[1])
        guard case .success(let pid) = started else {
            close(ends[0])
            guard case .failure(let error) = started else { preconditionFailure("neither a process nor an error") }
            throw .embeddedServer(error.description)
        }
        self.pid = pid
        guard let line = EmbeddedServer.readLine(output), let port = EmbeddedServer.port(in: line),
            let certificate = speaksTLS ? EmbeddedServer.readCertificate(output) : .some(nil)
        else {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            close(output)
            throw .embeddedServer("it did not say where it listens")
        }
        self.port = port
        self.certificate = certificate
    }

    deinit { stop() }

    /// In a process group of its own, so that Ctrl-C reaches the generator alone, which closes its sessions first.
    private static func spawn(_ path: String, _ arguments: [String], output: Int32) -> Result<pid_t, SystemError> {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, path, &actions, &attributes, &words, environ)
        return status == 0 ? .success(pid) : .failure(SystemError(code: status, call: "posix_spawn"))
    }

    private static func readLine(_ descriptor: Int32) -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 256, unsafe read(descriptor, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    /// The second line names the file of the certificate, which the server removes only if it ends by itself.
    private static func readCertificate(_ output: Int32) -> [UInt8]?? {
        guard let line = readLine(output), let colon = line.lastIndex(of: ":") else { return nil }
        let path = String(line[line.index(colon, offsetBy: 2)...])
        defer { unsafe unlink(path) }
        return ProcFile.read(path).map { Array($0.utf8) }
    }

    private static func port(in line: String) -> UInt16? {
        line.lastIndex(of: ":").flatMap { UInt16(line[line.index(after: $0)...].prefix { $0.isNumber }) }
    }

    /// CPU time that the server has used so far; nil when it is gone.
    func cpu() -> Nanoseconds? {
        var clock = clockid_t()
        guard unsafe clock_getcpuclockid(pid, &clock) == 0 else { return nil }
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return nil }
        return Nanoseconds(time.tv_sec) * 1_000_000_000 + Nanoseconds(time.tv_nsec)
    }

    /// Ends the server and tells what it used in all.
    ///
    /// - Parameters:
    ///   - windowCPU: its CPU time in the measured window.
    ///   - messages: that it answered in the window.
    /// - Returns: what goes into the result.
    func finish(windowCPU: Nanoseconds?, messages: Int) -> TargetReport {
        var usage = rusage()
        kill(pid, SIGKILL)
        unsafe wait4(pid, nil, 0, &usage)
        isStopped = true
        close(output)
        return TargetReport(
            pid: pid, cpuUserSeconds: usage.ru_utime.seconds, cpuSystemSeconds: usage.ru_stime.seconds,
            cpuMicrosecondsPerMessage: messages > 0 ? windowCPU.map { Double($0) / 1e3 / Double(messages) } : nil,
            maxRSSBytes: UInt64(usage.ru_maxrss) * 1024)
    }

    private func stop() {
        guard !isStopped else { return }
        _ = finish(windowCPU: nil, messages: 0)
    }
}

extension timeval {
    var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
