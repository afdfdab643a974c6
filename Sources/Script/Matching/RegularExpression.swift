import CPCRE2

/// A regular expression of PCRE2, compiled to machine code where PCRE2 can.
///
/// It sees UTF-8; in a message that is no UTF-8 it matches only inside the parts that are.
///
/// Unchecked, because PCRE2 writes to compiled code only while it compiles: any number of threads may match with it.
@safe package final class RegularExpression: @unchecked Sendable {
    /// How many groups the pattern has, without the whole match.
    package let groupCount: Int

    private let code: OpaquePointer

    /// - Parameter pattern: in PCRE2's syntax.
    /// - Throws: PCRE2's reason and the offset in bytes where the pattern is wrong.
    package init(_ pattern: String) throws(ScriptFault) {
        var error: Int32 = 0
        var offset = 0
        // A single code unit (\C) could end a match inside a character.
        let options = UInt32(PCRE2_MATCH_INVALID_UTF) | UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        let bytes = Array(pattern.utf8)
        let compiled = unsafe pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil)
        guard let compiled = unsafe compiled else {
            throw .badPattern(pattern, reason: Self.message(error), offset: offset)
        }
        unsafe code = unsafe compiled
        _ = unsafe pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
        var groups: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
        groupCount = Int(groups)
    }

    deinit { unsafe pcre2_code_free_8(code) }

    /// Searches the first match.
    ///
    /// - Parameters:
    ///   - bytes: of a whole message.
    ///   - group: whose range is wanted; 0 is the whole match.
    ///   - memory: of the worker.
    /// - Returns: the group's range; nil where nothing matches, or the group has no part in the match.
    package func firstMatch(in bytes: RawSpan, group: Int = 0, memory: MatchMemory) -> Range<Int>? {
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe memory.match(code, buffer, group: group)
        }
    }

    private static func message(_ error: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 256)
        let count = unsafe pcre2_get_error_message_8(error, &text, text.count)
        return String(decoding: text.prefix(max(0, Int(count))), as: UTF8.self)
    }
}
