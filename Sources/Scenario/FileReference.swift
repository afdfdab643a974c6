/// Where a scenario names another file.
struct FileReference: Sendable, Equatable {
    /// As it stands in the scenario.
    var path: String
    /// The key it stands under.
    var key: String
    /// Of the path's literal, quotes included.
    var range: Range<Int>
    var bytes: Int
}
