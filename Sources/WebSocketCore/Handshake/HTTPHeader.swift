/// One header field of a request or a response.
package struct HTTPHeader: Hashable, Sendable {
    /// Compared without regard to case.
    package let name: String
    /// Without the blanks around it.
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
