/// A file operation that the system refused.
package struct FileFailure: Error, Sendable, Equatable {
    /// What was to be done, as in "write".
    package var operation: String
    /// Of the file or folder.
    package var path: String
    /// The system's error number.
    package var code: Int32
    /// The system's words for it.
    package var reason: String

    package init(operation: String, path: String, code: Int32, reason: String) {
        self.operation = operation
        self.path = path
        self.code = code
        self.reason = reason
    }
}
