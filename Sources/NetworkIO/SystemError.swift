import Glibc

/// A system call that failed: which one, and the kernel's reason.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The value of `errno`.
    package var code: Int32
    /// The call by its name in section 2 of the manual.
    package var call: String

    package init(code: Int32, call: String) {
        self.code = code
        self.call = call
    }

    /// Such as `connect: Connection refused`.
    package var description: String { "\(call): \(SystemError.text(of: code))" }

    /// What the C library says of an `errno` value.
    package static func text(of code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard unsafe strerror_r(code, buffer.baseAddress!, buffer.count) == 0 else { return "error \(code)" }
            return unsafe String(cString: buffer.baseAddress!)
        }
    }
}
