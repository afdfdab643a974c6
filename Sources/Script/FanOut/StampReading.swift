/// What a received message is to a fan-out.
package enum StampReading: Equatable, Sendable {
    /// It carries no stamp.
    case none
    /// A stamp, and whether all of it is as it was sent.
    case stamped(Stamp, isIntact: Bool)
    /// There was a stamp, and it cannot be read any more.
    case damaged
    /// A stamp of another run, such as a server may keep and deliver later.
    case otherRun
}
