/// A place where a script uses a column of a feeder.
struct FeederColumnUse: Sendable, Equatable {
    var feeder: String
    var column: String
    /// The key it stands under.
    var key: String
    var range: Range<Int>
}
