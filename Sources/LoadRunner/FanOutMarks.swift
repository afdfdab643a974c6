/// How far the fan-out groups had come one to two seconds ago: what was sent before is not on its way any more.
struct FanOutMarks {
    private let groups: [FanOutGroup]
    private var latest: [FanOutGroup.Numbers]
    private var earlier: [FanOutGroup.Numbers]

    /// - Parameter groups: all of the scenario.
    init(_ groups: [FanOutGroup]) {
        self.groups = groups
        latest = groups.map(\.numbers)
        earlier = latest
    }

    /// Called once a second.
    mutating func advance() {
        for index in groups.indices {
            earlier[index] = latest[index]
            latest[index] = groups[index].numbers
        }
    }

    subscript(group: UInt8) -> FanOutGroup.Numbers { earlier[Int(group)] }
}
