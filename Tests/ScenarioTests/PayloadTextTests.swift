import Testing

@testable import Scenario

@Test(
    arguments: [
        ([], nil), (Array("déjà vu 😀".utf8), nil), ([0x61, 0xFF], 1), ([0x61, 0x62, 0xC3], 2), ([0xED, 0xA0, 0x80], 0),
        ([0x61, 0xF0, 0x9F, 0x98, 0x41], 1),
    ] as [([UInt8], Int?)])
func theFirstFaultOfAPayloadIsFound(bytes: [UInt8], fault: Int?) {
    #expect(PayloadText.firstFault(in: bytes) == fault)
}
