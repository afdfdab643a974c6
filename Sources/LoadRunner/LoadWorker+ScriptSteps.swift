import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore

/// Steps that neither send nor receive.
extension LoadWorker {
    // MARK: - Time

    /// Each session at its own moment, by its number.
    mutating func meet(_ meeting: RendezvousStep, _ slot: UInt32, _ state: UInt32) -> Bool {
        let turn = meeting.rate.map { Nanoseconds(Double(sessions[slot].number) * 1e9 / $0) } ?? 0
        let moment = plan.origin + meeting.at.nanoseconds + turn
        guard moment > MonotonicClock.now() else { return true }
        return wait(.moment, slot, until: moment)
    }

    /// What is timed right behind a `pace` begins when that was due.
    mutating func startTimer(_ state: UInt32, register: Int) {
        let due = scripts[state].due
        scripts[state].registers[register] = due != 0 && scripts[state].isAtPace ? due : MonotonicClock.now()
        scripts[state].registers[register + 1] = scripts[state].eventAt
    }

    /// What is timed ends with the event that the script waited for, if it waited for one, not when the script got its turn.
    mutating func stopTimer(_ timer: Int, _ slot: UInt32, _ state: UInt32, register: Int) {
        let start = scripts[state].registers[register]
        guard isMeasured(start) else { return }
        let event = scripts[state].eventAt
        let hasWaited = event > max(start, scripts[state].registers[register + 1])
        metrics(slot).record(timer: timer, (hasWaited ? event : MonotonicClock.now()) - start)
    }

    // MARK: - Loops

    mutating func beginLoop(_ loop: LoopOperands, _ state: UInt32, end: Int32) {
        guard loop.count > 0 else {
            scripts[state].place = end
            return
        }
        scripts[state].registers[loop.register] = Int64(loop.count)
        if let duration = loop.duration {
            scripts[state].registers[loop.register + 1] = MonotonicClock.now() + duration.nanoseconds
        }
    }

    mutating func repeatLoop(_ index: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, body: Int32) {
        let loop = tables.program.loops[index]
        scripts[state].registers[loop.register] -= 1
        guard scripts[state].registers[loop.register] > 0 else { return }
        if loop.duration != nil, MonotonicClock.now() >= scripts[state].registers[loop.register + 1] {
            return skipRounds(ofLoop: index, slot, state, tables)
        }
        scripts[state].place = body
    }

    // MARK: - Data

    mutating func feed(_ feeder: Int, _ slot: UInt32, _ state: UInt32) -> Bool {
        if case .row = drawRow(feeder, slot, state) { return true }
        return endScript(slot)
    }

    /// Takes the session's next row of a feeder. Where there is none, its VU begins no other session, which would have none
    /// either; that there should be one is counted.
    mutating func drawRow(_ feeder: Int, _ slot: UInt32, _ state: UInt32) -> FeederDraw {
        guard let tables = kinds[scripts[state].kind].script else { return .stop }
        let rows = tables.program.names.feeders[feeder]
        let draw = rows.next(session: sessions[slot].number, random: &scripts[state].context.random)
        if case .row(let row) = draw {
            scripts[state].context.variables.setRow(row, ofFeeder: feeder)
            return draw
        }
        if draw == .fail {
            metrics(slot).error(
                kind: "feeder-empty", message: "the feeder \"\(rows.name)\" has no more rows", at: table.loop.now)
        }
        let place = Int(sessions[slot].place)
        kinds[scripts[state].kind].executor?.retire(place)
        return draw
    }
}
