import NetworkIO
import WebSocketCore
import WebSocketTransport

/// One thread of an echo service.
struct EchoWorker: ~Copyable {
    /// How long clients have to answer our close frame.
    static let closeTimeout = Duration.seconds(5)

    let address: SocketAddress
    var table: ChannelTable
    let highWaterMark: Int
    private let broadcasts: Bool
    var rooms = EchoRooms()
    var clients = Slab<EchoClient>()
    /// The clients that are there, by slot; nil where there is none.
    private var present: [Bool] = []
    private var stops = 0
    private(set) var figures = EchoFigures()
    /// Messages for all, so far.
    var broadcastCount: UInt64 = 0

    init(_ options: EchoOptions) throws(SystemError) {
        var socketOptions = SocketOptions()
        socketOptions.sharesPort = options.workers > 1
        var table = try ChannelTable(seed: 0)
        address = try table.listen(
            on: options.address, options: socketOptions, limits: options.limits, tls: options.tls,
            deflate: options.compression, permitsUnmasked: options.permitsUnmasked)
        highWaterMark = options.highWaterMark
        broadcasts = options.broadcasts
        self.table = table
    }

    var handle: LoopHandle { table.loop.handle }

    mutating func run() {
        while stops == 0 || table.count > 0 {
            table.wait()
            while let event = table.next() { handle(event) }
        }
    }

    private mutating func handle(_ event: ChannelEvent) {
        switch event {
        case .message(let tag, let piece, _): if broadcasts { gather(piece, from: tag) } else { echo(piece, to: tag) }
        case .accepted(let channel, let request): add(channel, resource: request.resource)
        case .closed(let tag, _): remove(tag)
        case .drained(let tag): resume(tag)
        case .handshakeRefused: figures.refused += 1
        case .securingFailed(let failure): figures.tlsFailures[failure.kind, default: 0] += 1
        case .mail(.stop): stop()
        default: break
        }
    }

    private mutating func add(_ channel: ChannelID, resource: String) {
        figures.sessions += 1
        let slot = clients.insert(EchoClient(channel: channel))
        if Int(slot) == present.count { present.append(true) } else { present[Int(slot)] = true }
        table.setTag(slot, of: channel)
        if broadcasts { rooms.add(slot, resource: resource) }
        if stops > 0 { table.startClose(channel, code: .goingAway, timeout: EchoWorker.closeTimeout) }
    }

    private mutating func remove(_ slot: UInt32) {
        clients.remove(slot)
        if broadcasts { rooms.remove(slot) }
        present[Int(slot)] = false
    }

    /// Sends each piece back as a frame as it comes, so that no message is ever held, however long it is.
    private mutating func echo(_ piece: MessagePiece, to slot: UInt32) {
        let channel = clients[slot].channel
        table.echo(piece, on: channel)
        guard table.waitingBytes(of: channel) > highWaterMark else { return }
        table.flush()
        guard present[Int(slot)], table.waitingBytes(of: channel) > highWaterMark else { return }
        clients[slot].isPaused = true
        table.setReading(false, of: channel)
    }

    private mutating func resume(_ slot: UInt32) {
        guard clients[slot].isPaused else { return }
        clients[slot].isPaused = false
        table.setReading(true, of: clients[slot].channel)
    }

    private mutating func stop() {
        stops += 1
        table.stopListening()
        if stops > 1 { table.abandonHandshakes() }
        for slot in present.indices where present[slot] {
            let channel = clients[UInt32(slot)].channel
            if stops > 1 {
                table.abort(channel)
            } else {
                table.startClose(channel, code: .goingAway, timeout: EchoWorker.closeTimeout)
            }
        }
    }
}

/// One client of an echo worker.
struct EchoClient {
    var channel: ChannelID
    /// It does not read, and so is not read from.
    var isPaused = false
    /// Holds what came of a message for all.
    var assembler = MessageAssembler()
}
