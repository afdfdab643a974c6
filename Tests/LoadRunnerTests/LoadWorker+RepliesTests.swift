import Glibc
import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner
@testable import WebSocketTransport

/// What becomes of replies.
@Suite(.serialized) struct LoadWorkerRepliesTests {
    private static func send(_ bytes: [UInt8], _ table: inout ChannelTable, _ channel: ChannelID) {
        unsafe table.sendFrame(on: channel, .binary, payload: bytes.span.bytes)
    }

    @Test func aReplyBehindItsTimeIsLate() throws {
        let slow = try ScriptedServer { table, channel, message in
            usleep(60_000)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(slow) { scenario in
            scenario.reply.timeout = .milliseconds(20)
            // Long enough for the last reply to come while the session waits for it.
            scenario.sending { plan in
                plan.count = 2
                plan.schedule = .closed(inFlight: 2)
            }
            scenario.close.timeout = .seconds(2)
        }
        #expect(result[.wsMsgsSent] == 2)
        #expect(result[.wsMsgsLate] + result[.wsMsgsLost] == 2)
        #expect(result[.wsMsgsMatched] == 0)
        result.expectBalance()
    }

    @Test func anOverdueReplyGivesItsPlaceAwayAndIsStillAwaited() throws {
        let slow = try ScriptedServer { table, channel, message in
            if message.bytes.first == 0 { usleep(100_000) }
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(slow) { scenario in
            scenario.load.duration = .milliseconds(400)
            scenario.reply.timeout = .milliseconds(30)
            scenario.sending { plan in
                plan.schedule = .closed(inFlight: 1)
                plan.payload = .literal("\u{0}slow")
            }
        }
        // One message per time-out and not one per reply, of which there is time for four.
        #expect((6...14).contains(result[.wsMsgsSent]))
        #expect(result[.wsMsgsLate] >= 2)
        result.expectBalance()
    }

    @Test func aReplyThatNeverComesIsLost() throws {
        let result = try Runs.scripted(ScriptedServer { _, _, _ in }, sessions: 2) { scenario in
            scenario.reply.timeout = .milliseconds(40)
            scenario.sending { $0.count = 3 }
        }
        #expect(result[.wsMsgsSent] == 6 && result[.wsMsgsLost] == 6)
        #expect(result.metrics.summary(.wsMsgRTT) == nil)
        #expect(result.verdict?.reasons.contains { $0.code == "nothing_measured" } == true)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 2)])
        result.expectBalance()
    }

    @Test(arguments: ["content", "length", "type"]) func aReplyThatDiffersIsCorrupt(_ how: String) throws {
        let server = try ScriptedServer { table, channel, message in
            var message = message
            switch how {
            case "content": message.bytes[message.bytes.count - 1] ^= 1
            case "length": message.bytes.removeLast()
            default: message.opcode = .text
            }
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.sending { plan in
                plan.count = 4
                plan.payload = .literal("abcdefgh")
            }
        }
        #expect(result[.wsMsgsCorrupt] == 4 && result[.wsMsgsMatched] == 0)
        #expect(result.metrics.summary(.wsMsgRTT) == nil)
        result.expectBalance()
    }

    @Test func anyReplyWillDoWhereNoneIsCompared() throws {
        let server = try ScriptedServer { table, channel, _ in LoadWorkerRepliesTests.send([1], &table, channel) }
        let result = try Runs.scripted(server) { scenario in
            scenario.reply.mode = .any
            scenario.sending { $0.count = 4 }
        }
        #expect(result[.wsMsgsMatched] == 4 && result[.wsMsgsCorrupt] == 0)
        result.expectBalance()
    }

    @Test func aServerThatIsAlwaysTooSlowIsNeverShownAsFast() throws {
        let server = try ScriptedServer { table, channel, _ in
            usleep(60_000)
            LoadWorkerRepliesTests.send([1], &table, channel)
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .milliseconds(400)
            scenario.reply.mode = .any
            scenario.reply.timeout = .milliseconds(40)
            scenario.sending { _ in }
        }
        #expect(result[.wsMsgsMatched] == 0 && result[.wsMsgsLate] >= 2)
        #expect(try #require(result.metrics.summary(.wsMsgRTT)).min >= 59_000_000)
        result.expectBalance()
    }

    @Test func oneLostReplyThatIsNotComparedMakesTheLaterOnesLate() throws {
        let messages = Occurrences()
        let server = try ScriptedServer { table, channel, _ in
            if messages.next() > 1 { LoadWorkerRepliesTests.send([1], &table, channel) }
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.reply.mode = .any
            scenario.reply.timeout = .milliseconds(50)
            scenario.sending { $0.count = 5 }
        }
        #expect(result[.wsMsgsSent] == 5 && result[.wsMsgsMatched] == 0)
        #expect(result[.wsMsgsLate] >= 1 && result[.wsMsgsLost] >= 1)
        let reason = try #require(result.verdict?.reasons.first { $0.code == "replies_lost" })
        #expect(reason.level == .suspect && Int(reason.measured) == result[.wsMsgsLost])
        result.expectBalance()
    }

    /// A server that echoes all but the third message, in frames of so many bytes.
    private func forgetful(frame: Int = 1000) throws -> ScriptedServer {
        let messages = Occurrences()
        return try ScriptedServer { table, channel, message in
            guard messages.next() != 3 else { return }
            for start in stride(from: 0, to: message.bytes.count, by: frame) {
                let part = Array(message.bytes[start..<min(start + frame, message.bytes.count)])
                unsafe table.sendFrame(
                    on: channel, start == 0 ? message.opcode : .continuation,
                    fin: start + frame >= message.bytes.count, payload: part.span.bytes)
            }
        }
    }

    @Test(arguments: [
        (MessageSchedule.open(rate: 200), 1000), (.open(rate: 200), 5), (.closed(inFlight: 4), 1000),
        (.closed(inFlight: 1), 1000),
    ])
    func oneLostReplyOfAnEchoIsOneLostMessage(_ schedule: MessageSchedule, _ frame: Int) throws {
        let result = try Runs.scripted(forgetful(frame: frame)) { scenario in
            scenario.reply.timeout = .seconds(2)
            scenario.sending { plan in
                plan.count = 40
                plan.schedule = schedule
                plan.payload = .generated(.fixed(20))
            }
        }
        #expect(result[.wsMsgsLost] == 1 && result[.wsMsgsCorrupt] == 0 && result[.wsMsgsSent] == 40)
        #expect(result[.wsMsgsMatched] + result[.wsMsgsLate] == 39)
        #expect(result.verdict?.reasons.contains { $0.code == "replies_lost" } == false)
        result.expectBalance()
    }

    @Test func aMessageLoopWithListenersLooksAheadAsWell() throws {
        let result = try Scripts.run(
            forgetful(), #"{ "messages": { "rate": 200, "count": 40, "size": 20 }, "reply": { "timeout": "2s" } }"#,
            #""on": [{ "match": "nobody says that", "steps": [{ "send": "b" }] }]"#)
        #expect(result[.wsMsgsLost] == 1 && result[.wsMsgsCorrupt] == 0 && result[.wsMsgsMatched] == 39)
        result.expectBalance()
    }

    @Test(arguments: [ReplyPlan.Mode.any, .echo])
    func whatOnlyTheOrderTellsApartIsSuspectOnceAReplyIsLost(_ mode: ReplyPlan.Mode) throws {
        let result = try Runs.scripted(forgetful()) { scenario in
            scenario.reply.mode = mode
            scenario.reply.timeout = .seconds(2)
            scenario.sending { plan in
                plan.count = 20
                plan.schedule = .open(rate: 200)
                plan.payload = .literal("the same each time")
            }
        }
        #expect(result[.wsMsgsLost] == 1)
        #expect(result.verdict?.reasons.contains { $0.code == "replies_lost" } == true)
        result.expectBalance()
    }

    @Test func whoLosesItsConnectionLosesRepliesWithoutSuspicion() throws {
        let messages = Occurrences()
        let server = try ScriptedServer { table, channel, message in
            messages.next() == 3 ? table.abort(channel) : ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.reply.mode = .any
            scenario.sending { $0.count = 10 }
        }
        #expect(result[.wsMsgsLost] == 1)
        #expect(result.verdict?.reasons.contains { $0.code == "replies_lost" } == false)
    }

    @Test func whatNobodyAskedForIsUnexpected() throws {
        let server = try ScriptedServer(opened: { table, channel in
            for _ in 0..<3 { LoadWorkerRepliesTests.send([1], &table, channel) }
        })
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .milliseconds(200)
            scenario.reply.mode = .any
        }
        #expect(result[.wsMsgsReceived] == 3 && result[.wsMsgsUnexpected] == 3)
        result.expectBalance()
    }

    @Test func aReplyInManyFramesIsOneReply() throws {
        let server = try ScriptedServer { table, channel, message in
            for (index, byte) in message.bytes.enumerated() {
                let one = [byte]
                unsafe table.sendFrame(
                    on: channel, index == 0 ? message.opcode : .continuation,
                    fin: index == message.bytes.count - 1, payload: one.span.bytes)
            }
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.sending { plan in
                plan.count = 3
                plan.payload = .generated(.fixed(20))
            }
        }
        #expect(result[.wsMsgsMatched] == 3 && result[.wsMsgsReceived] == 3)
        // Twenty frames for each message, and the close.
        #expect(result[.wsFramesReceived] == 61)
        result.expectBalance()
    }
}
