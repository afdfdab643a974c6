import CPCRE2

/// What PCRE2 writes to while it matches: one for each worker, used by all its regular expressions.
@safe package final class MatchMemory {
    /// Matches that PCRE2 gave up, because the pattern went back and forth more often than `stepLimit`; they count as no
    /// match.
    private var abandoned = 0

    /// How often a match may go on from another place before it is given up: a tenth of PCRE2's default, some ten
    /// milliseconds.
    private static let stepLimit: UInt32 = 1_000_000
    private static let stackSize = 32 << 10..<(1 << 20)

    private let context: OpaquePointer?
    private let stack: OpaquePointer?
    private var ranges: OpaquePointer?
    private var rangeCount = 0

    /// How many matches were given up since the last call.
    @inline(__always)
    package func takeAbandoned() -> Int {
        guard abandoned > 0 else { return 0 }
        defer { abandoned = 0 }
        return abandoned
    }

    /// Memory for ten groups; it grows with the patterns.
    package init() {
        unsafe context = unsafe pcre2_match_context_create_8(nil)
        unsafe stack = unsafe pcre2_jit_stack_create_8(Self.stackSize.lowerBound, Self.stackSize.upperBound, nil)
        unsafe pcre2_set_match_limit_8(context, Self.stepLimit)
        unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        grow(to: 10)
    }

    deinit {
        unsafe pcre2_match_data_free_8(ranges)
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_jit_stack_free_8(stack)
    }

    func match(_ code: OpaquePointer, _ bytes: UnsafeRawBufferPointer, group: Int) -> Range<Int>? {
        if group >= rangeCount { grow(to: group + 1) }
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        // Before 10.40 PCRE2 takes no null pointer for an empty text.
        let result =
            if let start = unsafe start {
                unsafe pcre2_match_8(code, start, bytes.count, 0, 0, ranges, context)
            } else {
                unsafe pcre2_match_8(code, [0], 0, 0, 0, ranges, context)
            }
        guard result >= 0 else {
            if result != PCRE2_ERROR_NOMATCH { abandoned += 1 }
            return nil
        }
        // 0: the pattern has more groups than there are ranges, which hold those that fit.
        guard result == 0 || group < Int(result) else { return nil }
        let offsets = unsafe pcre2_get_ovector_pointer_8(ranges)
        guard let offsets = unsafe offsets else { return nil }
        let lower = unsafe offsets[2 * group]
        let upper = unsafe offsets[2 * group + 1]
        // An unset group has the highest numbers, here -1; before 10.38 \K could set a start behind the end.
        return lower >= 0 && lower <= upper && upper <= bytes.count ? lower..<upper : nil
    }

    private func grow(to count: Int) {
        unsafe pcre2_match_data_free_8(ranges)
        unsafe ranges = unsafe pcre2_match_data_create_8(UInt32(count), nil)
        rangeCount = count
    }
}
