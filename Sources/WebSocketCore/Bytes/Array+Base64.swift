extension [UInt8] {
    /// Appends bytes in base64 (RFC 4648, section 4), with its filling.
    package mutating func appendBase64(_ bytes: some Sequence<UInt8>) {
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        var word: UInt32 = 0
        var bits: UInt32 = 0
        var written = 0
        for byte in bytes {
            word = word << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                unsafe append(alphabet.utf8Start[Int(word >> bits & 63)])
                written += 1
            }
        }
        if bits > 0 {
            unsafe append(alphabet.utf8Start[Int(word << (6 - bits) & 63)])
            written += 1
        }
        while !written.isMultiple(of: 4) {
            append(UInt8(ascii: "="))
            written += 1
        }
    }
}
