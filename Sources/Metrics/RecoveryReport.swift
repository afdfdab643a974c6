/// How sessions came back after they had lost their connections.
package struct RecoveryReport: Sendable, Equatable, Codable {
    /// How many there were.
    package var outages: Int
    /// Losses in all of them.
    package var lost: Int
    /// Sessions that came back.
    package var back: Int
    /// Sessions that gave up.
    package var gaveUp: Int
    /// Those with the most losses, the worst first, at most ``OutageTracker/kept``.
    package var worst: [Outage]

    enum CodingKeys: String, CodingKey {
        case outages, lost, back
        case gaveUp = "gave_up"
        case worst
    }

    package init(outages: Int, lost: Int, back: Int, gaveUp: Int, worst: [Outage]) {
        self.outages = outages
        self.lost = lost
        self.back = back
        self.gaveUp = gaveUp
        self.worst = worst
    }
}
