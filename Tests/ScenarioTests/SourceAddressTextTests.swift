import Testing

@testable import Scenario

@Suite struct SourceAddressTextTests {
    @Test func readsAddressesRangesAndBlocks() throws {
        #expect(try SourceAddressText.parse("127.0.0.2").map(\.description) == ["127.0.0.2"])
        #expect(
            try SourceAddressText.parse("10.0.0.254-10.0.1.1").map(\.description)
                == ["10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1"])
        #expect(
            try SourceAddressText.parse("127.0.1.4/30").map(\.description)
                == ["127.0.1.4", "127.0.1.5", "127.0.1.6", "127.0.1.7"])
        #expect(try SourceAddressText.parse("fd00::fffe/127").map(\.description) == ["fd00::fffe", "fd00::ffff"])
        #expect(try SourceAddressText.parse("127.1.0.0/16").count == SourceAddressText.maximumCount)
    }

    @Test(arguments: [
        ("127.0.0.300", "\"127.0.0.300\" is not an IP address"),
        ("127.0.0.9-127.0.0.2", "the range is upside down"),
        ("127.0.0.1-::1", "a range goes from IPv4 to IPv4 or from IPv6 to IPv6"),
        ("127.0.0.1-", "\"\" is not an IP address"),
        ("127.0.1.5/28", "127.0.1.5 is not the first address of a block of this size"),
        ("127.0.1.0/33", "\"33\" is not the length of a prefix"),
        ("127.0.1.0/", "\"\" is not the length of a prefix"),
        ("127.0.0.0/8", "more than 65,536 source addresses"),
        ("::/0", "more than 65,536 source addresses"),
        ("10.0.0.0-10.255.0.0", "more than 65,536 source addresses"),
        ("0.0.0.0", "no connection can come from 0.0.0.0"),
        ("224.0.0.1", "no connection can come from 224.0.0.1"),
        ("ff02::1", "no connection can come from ff02::1"),
        ("fe80::1%eth0", "a source address has no zone"),
    ])
    func refuses(_ text: String, _ message: String) {
        let fault = #expect(throws: TextFault.self) { try SourceAddressText.parse(text) }
        #expect(fault?.message == message)
    }

    @Test func helpsAndMarks() {
        let block = #expect(throws: TextFault.self) { try SourceAddressText.parse("127.0.1.5/28") }
        #expect(block?.help == "did you mean \"127.0.1.0/28\"?")
        let range = #expect(throws: TextFault.self) { try SourceAddressText.parse("é127.0.0.1-x") }
        #expect(range?.range == 0..<11)
    }
}
