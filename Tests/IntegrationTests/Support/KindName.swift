extension String {
    /// This name as one that a kind of session may have.
    var asKindName: String { String(map { $0 == "/" ? "." : $0 }) }
}
