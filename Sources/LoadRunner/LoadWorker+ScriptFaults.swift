import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// Misbehaviour on purpose.
extension LoadWorker {
    /// How long the server has to end a connection that a fault ended on our side, where the script states no time.
    private static let faultPatience = Duration.seconds(5)

    mutating func fault(_ operands: FaultOperands, _ slot: UInt32, _ state: UInt32) -> Bool {
        guard sessions[slot].state == .open else { return lackConnection(slot) }
        let channel = sessions[slot].channel
        switch operands.fault {
        case .slowReader(let duration), .silence(let duration):
            table.setReading(false, of: channel)
            return wait(.deafness, slot, until: MonotonicClock.now() + duration.nanoseconds)
        case .slowWriter(let size, let chunk, let interval):
            scripts[state].slowFrame = SlowFrame(
                bytes: slowFrame(slot, state, size: size), chunk: chunk, interval: interval.nanoseconds)
            sendPiece(slot)
            return false
        case .raw(let bytes):
            unsafe table.sendRaw(on: channel, bytes.span.bytes)
        default:
            guard let fault = FrameFault(operands.fault) else { break }
            let patience = operands.expectation?.patience ?? LoadWorker.faultPatience
            // The channel would cut the connection at the very moment at which the script judges it.
            table.sendFault(fault, on: channel, timeout: patience + .seconds(1))
            if fault.ending != .none {
                scripts[state].hasClosed = true
                beginClosing(slot)
            }
        }
        return faultDone(operands, slot)
    }

    private mutating func faultDone(_ operands: FaultOperands, _ slot: UInt32) -> Bool {
        guard let expectation = operands.expectation else { return true }
        return wait(.close, slot, until: MonotonicClock.now() + expectation.patience.nanoseconds)
    }

    // MARK: - Deaf sessions

    mutating func endDeafness(_ slot: UInt32) {
        table.setReading(true, of: sessions[slot].channel)
        if finishFault(slot) { runScript(slot) }
    }

    /// Whether the session can or is to say nothing, not even its regular pings: it is in the middle of a frame, or silent.
    mutating func isSilent(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        guard state != Session.noScript, let tables = kinds[scripts[state].kind].script else { return false }
        if scripts[state].slowFrame != nil { return true }
        guard scripts[state].wait == .deafness else { return false }
        if case .silence = tables.program.faults[Int(waitingAt(state, tables).a)].fault { return true }
        return false
    }

    /// The end of the time in which the session reads nothing; nil where it reads.
    mutating func deafUntil(_ slot: UInt32) -> Nanoseconds? {
        let state = sessions[slot].script
        guard state != Session.noScript, scripts[state].wait == .deafness else { return nil }
        return scripts[state].deadline
    }

    /// A fault that took its time is over.
    ///
    /// - Returns: whether the script goes on; where not, it waits for the end that it expects of the server.
    private mutating func finishFault(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        guard let tables = kinds[scripts[state].kind].script else { return false }
        return faultDone(tables.program.faults[Int(waitingAt(state, tables).a)], slot)
    }

    // MARK: - Slow writers

    private mutating func slowFrame(_ slot: UInt32, _ state: UInt32, size: Int) -> [UInt8] {
        let payload = WriteBuffer.letters(size)
        let masking = kind(slot).connect.masking
        var buffer = WriteBuffer(capacity: size + FrameHeader.maximumSize)
        unsafe buffer.appendFrame(
            opcode: .text, payload: payload.span.bytes, mask: masking.key(&scripts[state].context.random))
        return buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
    }

    mutating func sendPiece(_ slot: UInt32) {
        let state = sessions[slot].script
        guard let frame = scripts[state].slowFrame else { return }
        let range = frame.next()
        let isLast = range.upperBound == frame.bytes.count
        let piece = Array(frame.bytes[range])
        unsafe table.sendRaw(on: sessions[slot].channel, piece.span.bytes, endsFrame: isLast)
        guard isLast else {
            wait(.piece, slot, until: MonotonicClock.now() + frame.interval)
            return
        }
        scripts[state].slowFrame = nil
        // Even the first piece may be the last one: the script goes on in a turn of its own.
        if finishFault(slot) { wait(.turn, slot, until: table.loop.now) }
    }
}
