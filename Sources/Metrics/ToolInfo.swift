/// The program that made a result.
package struct ToolInfo: Sendable, Equatable, Codable {
    /// Such as `squall`.
    package var name: String
    /// As `squall --version` says it.
    package var version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
