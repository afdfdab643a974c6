/// A place in a scenario file.
package struct SourcePosition: Sendable, Equatable {
    /// From 1.
    package var line: Int
    /// From 1, in characters of the line.
    package var column: Int
    /// From 0, in bytes of the file.
    package var offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}
