/// When sessions lost their connections and came back, in nanoseconds of the worker's clock.
package struct ConnectionLosses: Sendable, Equatable {
    /// Of each connection that ended without being asked to, of a session that tries to come back.
    package var lost: [Int64] = []
    /// Of each session that has a connection again.
    package var back: [Int64] = []
    /// Of each session that tries no more.
    package var gaveUp: [Int64] = []
    /// Of each session that came to its end by plan before it was back.
    package var ended: [Int64] = []

    package init() {}

    /// Whether nothing happened.
    package var isEmpty: Bool { lost.isEmpty && back.isEmpty && gaveUp.isEmpty && ended.isEmpty }

    /// Takes in what others saw.
    mutating func merge(_ other: ConnectionLosses) {
        lost += other.lost
        back += other.back
        gaveUp += other.gaveUp
        ended += other.ended
    }
}
