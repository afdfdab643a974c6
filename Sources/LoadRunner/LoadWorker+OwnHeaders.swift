import Metrics
import NetworkIO
import Script
import WebSocketCore
import WebSocketTransport

/// Sessions whose opening handshake says what no other's does.
extension LoadWorker {
    /// What came of a session's preparing for its connect.
    enum Readiness {
        case ready
        /// There is no row for it any more, and it ends in order.
        case done
        case failed
    }

    /// Takes the rows that the first opening handshake of a session speaks of.
    mutating func takeRows(_ slot: UInt32) -> Readiness {
        let state = sessions[slot].script
        guard state != Session.noScript, let program = kinds[scripts[state].kind].script?.program.handshake else {
            return .ready
        }
        for feeder in program.feeders {
            switch drawRow(feeder, slot, state) {
            case .row: break
            case .stop: return .done
            case .fail: return .failed
            }
        }
        return .ready
    }

    /// Connects the session, with the headers of its own.
    ///
    /// - Returns: false, after counting it, where its headers cannot be sent.
    mutating func connect(_ slot: UInt32, number: Int, plan: Int) -> Bool {
        var headers: [UInt8] = []
        let state = sessions[slot].script
        if state != Session.noScript, let program = kinds[scripts[state].kind].script?.program.handshake {
            if program.readsWallTime { scripts[state].context.wallTime = MonotonicClock.wallTime() }
            guard program.render(in: &scripts[state].context, jar: scripts[state].cookies, into: &headers) else {
                metrics(slot).error(
                    kind: "header-invalid",
                    message: "a value of the opening handshake's headers has a control character",
                    at: table.loop.now)
                return false
            }
            scripts[state].headers = headers
        }
        sessions[slot].channel = table.connect(tag: slot, number: number, plan: plan, headers: headers)
        return true
    }

    /// What a server says of a refusal, without the secrets that it may have been told.
    mutating func masked(_ text: String, _ slot: UInt32) -> String {
        let state = sessions[slot].script
        let own = state == Session.noScript ? [] : SecretMask.secrets(ofLines: scripts[state].headers)
        return SecretMask(plan.secrets + own).masked(text)
    }

    /// The handshake is over: what it said is not needed any more, and the server's cookies are kept.
    mutating func noteAnswer(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript, let program = kinds[scripts[state].kind].script?.program.handshake else {
            return
        }
        scripts[state].headers = []
        guard program.keepsCookies else { return }
        for cookie in table.cookies { scripts[state].cookies.take(cookie) }
    }
}
