/// What a session gets when it asks a feeder for a row.
package enum FeederDraw: Equatable, Sendable {
    /// The row with this index.
    case row(Int)
    /// There are no more: the session ends in order.
    case stop
    /// There are no more: the session ends with an error of kind `feeder-empty`.
    case fail
}
