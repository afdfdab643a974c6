import Script
import Testing

@testable import LoadRunner

struct FanOutMembershipTests {
    private func stamp(_ send: FanOutGroup.Send, isMeasured: Bool = true) -> Stamp {
        var stamp = Stamp()
        stamp.isMeasured = isMeasured
        stamp.number = UInt32(truncatingIfNeeded: send.number & (1 << UInt64(Stamp.numberBits) - 1))
        return stamp
    }

    @Test func whatIsSentBetweenComingAndGoingIsTheMembers() {
        let group = FanOutGroup()
        let before = group.send(isMeasured: true)
        var membership = FanOutMembership(of: 3, from: group.join())
        let within = group.send(isMeasured: true)
        let other = group.send(isMeasured: false)
        membership.end(at: group.leave())
        let after = group.send(isMeasured: true)
        #expect([before, within, other, after].map(\.members) == [0, 1, 1, 0])
        #expect(membership.missing == (1, 1))
        #expect(!membership.holds(stamp(before)) && !membership.holds(stamp(after)))
        let isHeld = membership.holds(stamp(within))
        #expect(isHeld)
        membership.take(isMeasured: true)
        #expect(membership.missing == (0, 1))
    }

    @Test func numbersOfManyMillionsOfMessagesAreToldByTheirLowestBits() {
        let group = FanOutGroup()
        var membership = FanOutMembership(of: 0, from: group.join())
        var isHeld = true
        for _ in 0..<20_000_000 {
            let send = group.send(isMeasured: true)
            if send.number % 1_000_000 == 0 { isHeld = membership.holds(stamp(send)) && isHeld }
        }
        let last = group.send(isMeasured: true)
        isHeld = membership.holds(stamp(last)) && isHeld
        membership.end(at: group.leave())
        let after = membership.holds(stamp(group.send(isMeasured: true)))
        #expect(isHeld && !after)
        #expect(membership.missing == (20_000_001, 0))
    }

    @Test func whatIsOldOrOvertakenIsLostAndTheRestUnfinished() {
        let group = FanOutGroup()
        var membership = FanOutMembership(of: 0, from: group.join())
        for _ in 0..<3 { _ = group.send(isMeasured: true) }
        let marks = group.numbers
        for _ in 0..<5 { _ = group.send(isMeasured: true) }
        membership.end(at: group.leave())
        #expect(membership.unfinished(since: marks, overtaken: 0) == (5, 0))
        #expect(membership.unfinished(since: marks, overtaken: 4) == (4, 0))
        #expect(membership.unfinished(since: marks, overtaken: 100) == (0, 0))
        #expect(membership.unfinished(since: FanOutGroup.Numbers(), overtaken: 0) == (8, 0))
        for _ in 0..<8 { membership.take(isMeasured: true) }
        #expect(membership.unfinished(since: marks, overtaken: 0) == (0, 0))
    }
}
