/// Memory that templates, matches, conditions and captures use while they work: one for each worker.
package final class ScriptScratch {
    /// For regular expressions.
    package let matching = MatchMemory()
    /// The text that something is compared with.
    var expected: [UInt8] = []
    /// The text that is compared, where it does not stand in the message as it is.
    var value: [UInt8] = []

    package init() {}
}
