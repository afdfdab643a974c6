import Synchronization
import WebSocketClient

/// By the client library, as its users would write it: a task for each session.
struct LibraryEcho {
    private let load: EchoLoad

    init(_ load: EchoLoad) { self.load = load }

    func run() async throws -> EchoFigures {
        let progress = Progress()
        let client = WebSocketClient()
        let load = load
        let figures = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<load.sessions {
                group.addTask { try await echo(client, load, progress) }
            }
            try await Task.sleep(for: .seconds(1))
            let start = EchoFigures.Mark(roundTrips: progress.roundTrips.load(ordering: .relaxed))
            try await Task.sleep(for: .seconds(load.seconds))
            let end = EchoFigures.Mark(roundTrips: progress.roundTrips.load(ordering: .relaxed))
            progress.isOver.store(true, ordering: .relaxed)
            try await group.waitForAll()
            return EchoFigures(from: start, to: end)
        }
        await client.close()
        return figures
    }
}

private final class Progress: Sendable {
    let roundTrips = Atomic(0)
    let isOver = Atomic(false)
}

private func echo(_ client: WebSocketClient, _ load: EchoLoad, _ progress: Progress) async throws {
    try await client.webSocket(host: "127.0.0.1", port: Int(load.port)) { session in
        let message = [UInt8](repeating: 0x61, count: EchoLoad.size)
        while !progress.isOver.load(ordering: .relaxed) {
            try await session.send(message)
            _ = try await session.incoming.receive()
            progress.roundTrips.add(1, ordering: .relaxed)
        }
    }
}
