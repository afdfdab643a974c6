import Testing

@testable import EchoServer

@Suite struct EchoRoomsTests {
    @Test func pathsAreRoomsAndQueriesAreNot() {
        var rooms = EchoRooms()
        rooms.add(0, resource: "/a?x=1")
        rooms.add(1, resource: "/b")
        rooms.add(2, resource: "/a?y=/b")
        #expect(rooms.members(with: 0) == [0, 2])
        #expect(rooms.members(with: 1) == [1])
    }

    @Test func whoeverGoesTheOthersStay() {
        for gone in 0..<4 as Range<UInt32> {
            var rooms = EchoRooms()
            for slot in 0..<4 as Range<UInt32> { rooms.add(slot, resource: "/") }
            rooms.remove(gone)
            let left = Set(0..<4).subtracting([gone])
            for slot in left { #expect(Set(rooms.members(with: slot)) == left) }
            // Each of them can go, too, from where it stands now.
            for slot in left.sorted().dropLast() { rooms.remove(slot) }
            #expect(rooms.members(with: left.max() ?? 0) == [left.max()])
        }
    }

    @Test func roomThatIsEmptyIsUsedForAnotherPath() {
        var rooms = EchoRooms()
        rooms.add(0, resource: "/a")
        rooms.remove(0)
        rooms.add(0, resource: "/b")
        rooms.add(1, resource: "/a")
        rooms.add(2, resource: "/b")
        #expect(rooms.members(with: 0) == [0, 2])
        #expect(rooms.members(with: 1) == [1])
    }
}
