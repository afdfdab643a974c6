/// The rule for payloads of text messages (RFC 6455, section 5.6).
package enum PayloadText {
    /// Where a payload stops being UTF-8.
    ///
    /// - Parameter bytes: The content of the payload file.
    /// - Returns: The offset of the first byte that is wrong, from 0; nil where all is UTF-8.
    package static func firstFault(in bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
