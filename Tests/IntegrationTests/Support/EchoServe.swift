/// `squall serve` for a test.
func withServe<Result>(
    workers: Int = 1, _ options: [String] = [], _ body: (_ port: UInt16, _ process: ChildProcess) async throws -> Result
) async throws -> Result {
    let folder = try TemporaryFolder()
    let words = ["serve", "--listen", "127.0.0.1:0", "--workers", "\(workers)"] + options
    let process = try ChildProcess([Place.squall] + words, in: folder, name: "serve")
    defer { process.stop() }
    let deadline = ContinuousClock.now + .seconds(20)
    while !process.output.contains("\n") {
        guard process.poll() == nil, ContinuousClock.now < deadline else {
            throw TestFailure("squall serve did not begin to listen: \(process.complaints)")
        }
        try await Task.sleep(for: .milliseconds(10))
    }
    let digits = process.output.split(separator: "\n").first?.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
    guard let port = UInt16(digits) else { throw TestFailure("squall serve printed no port: \(process.output)") }
    return try await body(port, process)
}

/// Runs a script of `Peers/` to its end.
func python(_ script: String, _ arguments: [String], within limit: Duration = .seconds(60)) async throws -> Outcome {
    let folder = try TemporaryFolder()
    let process = try ChildProcess([Place.python, Place.peer(script)] + arguments, in: folder, name: "python")
    defer { process.stop() }
    let end = try await process.wait(upTo: limit)
    return Outcome(end: end, output: process.output, complaints: process.complaints, folder: folder)
}
