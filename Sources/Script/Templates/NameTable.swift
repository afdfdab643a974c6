/// The names that the script of one kind of session uses, each with its slot.
///
/// Compiling fills it; a session's `ScriptVariables` are made from it once all is compiled.
package struct NameTable: Sendable {
    /// By slot.
    package private(set) var variables: [String] = []
    /// By slot.
    package private(set) var counters: [String] = []
    /// Those of the whole run; a feeder's slot is its index.
    package let feeders: [FeederTable]

    package init(feeders: [FeederTable] = []) { self.feeders = feeders }

    /// The slot of a variable, new or known.
    package mutating func variable(_ name: String) -> Int {
        Self.slot(of: name, in: &variables)
    }

    /// The slot of a counter, new or known.
    package mutating func counter(_ name: String) -> Int {
        Self.slot(of: name, in: &counters)
    }

    /// The slot of a feeder.
    ///
    /// - Throws: where no feeder has this name.
    package func feeder(_ name: String) throws(ScriptFault) -> Int {
        guard let slot = feeders.firstIndex(where: { $0.name == name }) else { throw .unknownFeeder(name) }
        return slot
    }

    private static func slot(of name: String, in names: inout [String]) -> Int {
        if let slot = names.firstIndex(of: name) { return slot }
        names.append(name)
        return names.count - 1
    }
}
