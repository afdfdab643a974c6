extension UInt8 {
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether a token of HTTP may hold this byte: letters, digits and ``!#$%&'*+-.^_`|~`` (RFC 7230, section 3.2.6).
    var isTokenByte: Bool {
        let set: UInt64 = self < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return self < 128 && set &>> UInt64(self & 63) & 1 == 1
    }

    /// Whether a header's value may hold this byte: no control character but the tab.
    var isFieldByte: Bool { self >= 0x20 && self != 0x7F || self == 0x09 }
}
