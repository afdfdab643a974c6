import Testing
import WebSocketCore

@Suite struct ConnectionStateTests {
    private func open(_ role: Role) -> ConnectionState {
        var state = ConnectionState(role: role)
        state.opened()
        return state
    }

    @Test func opensOnce() {
        var state = ConnectionState(role: .client)
        #expect(state.name == .connecting)
        #expect(!state.maySend)
        state.opened()
        #expect(state.name == .open)
        #expect(state.maySend)
        _ = state.streamEnded(.reset)
        state.opened()
        #expect(state.name == .closed)
    }

    @Test(arguments: [Role.client, .server])
    func closesWhenThisSideBegins(role: Role) {
        var state = open(role)
        #expect(state.closeSent(code: .normal) == .keep)
        #expect(state.name == .closing)
        #expect(!state.maySend)
        let reaction = state.closeReceived(CloseStatus(code: .goingAway, reason: "ok"))
        #expect(reaction == CloseReaction(sendsClose: false, code: nil, stream: role == .server ? .end : .awaitEnd))
        #expect(state.closure == nil)
        let closure = state.streamEnded(.finished)
        #expect(closure.code == 1001 && closure.reason == "ok" && closure.sentCode == 1000)
        #expect(closure.initiator == .local && closure.clean && closure.streamEnd == .finished)
        #expect(state.closure == closure)
    }

    @Test(arguments: [Role.client, .server])
    func closesWhenThePeerBegins(role: Role) {
        var state = open(role)
        let end: CloseReaction.Stream = role == .server ? .end : .awaitEnd
        let reaction = state.closeReceived(CloseStatus(code: CloseCode(rawValue: 4001), reason: "why"))
        #expect(reaction == CloseReaction(sendsClose: true, code: CloseCode(rawValue: 4001), stream: end))
        #expect(state.maySend)
        #expect(state.closeSent(code: reaction.code) == end)
        #expect(!state.maySend)
        let closure = state.streamEnded(.finished)
        #expect(closure.code == 4001 && closure.reason == "why" && closure.sentCode == 4001)
        #expect(closure.initiator == .remote && closure.clean)
    }

    @Test func hearsThePeerOutOnceItsOwnDirectionHasEnded() {
        var state = open(.client)
        state.sendingEnded()
        #expect(state.name == .closing)
        #expect(!state.maySend)
        var silent = state
        let reaction = state.closeReceived(CloseStatus(code: .normal, reason: "ok"))
        #expect(reaction == CloseReaction(sendsClose: false, code: nil, stream: .keep))
        let closure = state.streamEnded(.finished)
        #expect(closure.code == 1000 && closure.reason == "ok" && closure.sentCode == nil)
        #expect(closure.initiator == .local && !closure.clean)
        let without = silent.streamEnded(.finished)
        #expect(without.code == 1006 && without.initiator == .local && !without.clean)
    }

    @Test func answersAnEmptyCloseWithAnEmptyOne() {
        var state = open(.server)
        let reaction = state.closeReceived(CloseStatus(code: nil))
        #expect(reaction.sendsClose && reaction.code == nil)
        state.closeSent(code: nil)
        let closure = state.streamEnded(.ended)
        #expect(closure.code == 1005 && closure.sentCode == 1005 && closure.clean)
    }

    @Test func leavesTheEndToAServerThatIsSilent() {
        var state = open(.client)
        state.closeSent(code: .normal)
        _ = state.closeReceived(CloseStatus(code: .normal))
        let closure = state.streamEnded(.timedOut)
        #expect(closure.code == 1000 && closure.clean && closure.streamEnd == .timedOut)
    }

    @Test(arguments: [Closure.StreamEnd.finished, .reset, .timedOut, .ended])
    func isAbnormalWithoutACloseFrame(end: Closure.StreamEnd) {
        var state = open(.client)
        let closure = state.streamEnded(end)
        #expect(closure.code == 1006 && closure.sentCode == nil && !closure.clean)
        let initiators: [Closure.StreamEnd: Closure.Initiator] = [
            .finished: .remote, .reset: .none, .timedOut: .local, .ended: .local,
        ]
        #expect(closure.initiator == initiators[end])
    }

    @Test func isAbnormalWhenTheAnswerNeverComes() {
        var state = open(.client)
        state.closeSent(code: .normal)
        let closure = state.streamEnded(.finished)
        #expect(closure.code == 1006 && closure.sentCode == 1000 && closure.initiator == .local && !closure.clean)
    }

    @Test func isNotCleanWhenThePeerLeavesBeforeTheAnswer() {
        var state = open(.server)
        _ = state.closeReceived(CloseStatus(code: .normal))
        let closure = state.streamEnded(.reset)
        #expect(closure.code == 1000 && closure.sentCode == nil && closure.initiator == .remote && !closure.clean)
    }

    @Test func failsTheConnectionOnAViolation() {
        var state = open(.client)
        let reaction = state.violated(.invalidUTF8(offset: 0))
        #expect(reaction == CloseReaction(sendsClose: true, code: .invalidPayload, stream: .end))
        state.closeSent(code: reaction.code)
        let closure = state.streamEnded(.ended)
        #expect(closure.code == 1006 && closure.sentCode == 1007 && closure.initiator == .local && !closure.clean)
    }

    @Test func sendsNoSecondCloseFrame() {
        var state = open(.server)
        state.closeSent(code: .normal)
        #expect(state.violated(.unmaskedByClient) == CloseReaction(sendsClose: false, code: nil, stream: .end))
        #expect(state.closeSent(code: .internalError) == .keep)
        #expect(state.streamEnded(.ended).sentCode == 1000)
    }

    @Test func ignoresWhatComesAfterTheEnd() {
        var state = open(.client)
        let closure = state.streamEnded(.reset)
        #expect(state.streamEnded(.finished) == closure)
        #expect(state.closeReceived(CloseStatus(code: .normal)).stream == .keep)
        #expect(state.violated(.maskedByServer).stream == .keep)
        #expect(state.closeSent(code: .normal) == .keep)
        #expect(state.closure == closure)
    }

    @Test func ignoresASecondCloseFrame() {
        var state = open(.client)
        _ = state.closeReceived(CloseStatus(code: .normal))
        let second = state.closeReceived(CloseStatus(code: .goingAway))
        #expect(second == CloseReaction(sendsClose: false, code: nil, stream: .keep))
        state.closeSent(code: .normal)
        #expect(state.streamEnded(.finished).code == 1000)
    }

    @Test func endsBeforeItOpened() {
        var state = ConnectionState(role: .client)
        #expect(state.violated(.maskedByServer) == CloseReaction(sendsClose: false, code: nil, stream: .end))
        #expect(state.streamEnded(.finished).code == 1006)
    }
}
