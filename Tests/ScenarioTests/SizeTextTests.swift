import Testing

@testable import Scenario

@Suite struct SizeTextTests {
    @Test(arguments: [
        ("64B", 64), ("16KiB", 16384), ("1MB", 1_000_000), ("1kB", 1000), ("1KB", 1000), ("2GiB", 2 << 30),
        ("1.5KiB", 1536), ("0B", 0), ("1GB", 1_000_000_000), ("3MiB", 3 << 20),
    ])
    func reads(_ text: String, _ bytes: Int) throws {
        #expect(try SizeText.parse(text) == bytes)
    }

    @Test(
        arguments: [
            ("", "a size is a number and its unit", "such as 64, \"16KiB\" or \"1MB\"", nil),
            ("64", "the size has no unit", "write 64 without quotes, or \"64B\"", nil),
            ("16kib", "unknown unit \"kib\" in a size", "did you mean \"16KiB\"?", 2..<5),
            (
                "16K", "the unit \"K\" of a size can be read in two ways",
                "write \"16KiB\" (1,024) or \"16KB\" (1,000)", 2..<3
            ),
            (
                "1m", "the unit \"m\" of a size can be read in two ways",
                "write \"1MiB\" (binary) or \"1MB\" (decimal)", 1..<2
            ),
            ("5pages", "unknown unit \"pages\" in a size", "the units are B, KiB, MiB, GiB, KB, MB and GB", 1..<6),
            ("16 KiB", "a size has no spaces", "did you mean \"16KiB\"?", nil),
            ("16 kib", "a size has no spaces", "did you mean \"16KiB\"?", nil),
            ("16 K", "a size has no spaces", "write \"16KiB\" (1,024) or \"16KB\" (1,000)", nil),
            ("0.5 B", "a size has no spaces", "such as 64, \"16KiB\" or \"1MB\"", nil),
            ("-1B", "a size is not negative", "such as 64, \"16KiB\" or \"1MB\"", nil),
            ("0.5B", "a size is a whole number of bytes", nil, nil),
            ("99999999999GiB", "the size is too large", nil, nil),
        ] as [(String, String, String?, Range<Int>?)])
    func refuses(_ text: String, _ message: String, _ help: String?, _ range: Range<Int>?) {
        let expected = TextFault(message, help: help, range: range)
        #expect(throws: expected) { try SizeText.parse(text) }
    }

    @Test(arguments: [
        (0, "0B"), (1023, "1023B"), (1024, "1KiB"), (1536, "1536B"), (16 << 20, "16MiB"), (1 << 30, "1GiB"),
    ])
    func writes(_ bytes: Int, _ text: String) {
        #expect(SizeText.format(bytes) == text)
    }
}
