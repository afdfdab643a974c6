/// The clients of a broadcasting worker, by the path that they asked for.
struct EchoRooms {
    private struct Room {
        var path: String
        var members: [UInt32] = []
    }

    private struct Place {
        var room: Int
        var index: Int
    }

    private var rooms: [Room] = []
    /// Of the rooms, those that nobody is in.
    private var empty: [Int] = []
    private var numbers: [String: Int] = [:]
    /// Where each client is, by its slot; left as it is when the client goes.
    private var places: [Place] = []

    /// The slots of all who are in the same room, the client's own among them.
    func members(with slot: UInt32) -> [UInt32] { rooms[places[Int(slot)].room].members }

    /// Lets a client in.
    ///
    /// - Parameters:
    ///   - slot: of the client; the lowest that is free, as slabs give them.
    ///   - resource: that it asked for; the query counts for nothing.
    mutating func add(_ slot: UInt32, resource: String) {
        let path = String(resource.prefix { $0 != "?" })
        let number = numbers[path] ?? open(path)
        let place = Place(room: number, index: rooms[number].members.count)
        rooms[number].members.append(slot)
        while places.count <= Int(slot) { places.append(place) }
        places[Int(slot)] = place
    }

    /// Lets a client go. The last one of the room takes its place.
    mutating func remove(_ slot: UInt32) {
        let place = places[Int(slot)]
        let last = rooms[place.room].members.removeLast()
        if last != slot {
            rooms[place.room].members[place.index] = last
            places[Int(last)].index = place.index
        }
        guard rooms[place.room].members.isEmpty else { return }
        numbers[rooms[place.room].path] = nil
        empty.append(place.room)
    }

    private mutating func open(_ path: String) -> Int {
        let number = empty.popLast() ?? rooms.count
        if number == rooms.count { rooms.append(Room(path: path)) } else { rooms[number].path = path }
        numbers[path] = number
        return number
    }
}
