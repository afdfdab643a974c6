import FoundationEssentials
import Testing

@testable import Reporting

private struct Sample: Codable, Equatable {
    var z = "first \"quoted\"\u{7}"
    var a: Int? = nil
    var list = [1.5, 2, -0.125]
    var nested = [["x": true], ["y": false]]
    var big = UInt64.max
    var endless = 0.0
}

private func text(_ value: some Encodable) throws -> String {
    var bytes: [UInt8] = []
    try JSONTreeEncoder.node(value).write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

@Test func keysKeepTheirOrderAndNilIsLeftOut() throws {
    let text = try text(Sample())
    let places = ["\"z\"", "\"list\"", "\"nested\"", "\"big\"", "\"endless\""].map { key in
        text.firstRange(of: key)?.lowerBound
    }
    #expect(places == places.compactMap { $0 }.sorted())
    #expect(!text.contains("\"a\""))
    #expect(text.contains("[1.5, 2, -0.125]"))
    #expect(text.contains("18446744073709551615"))
}

@Test func anotherDecoderReadsTheSame() throws {
    let bytes = Data(try text(Sample()).utf8)
    #expect(try JSONDecoder().decode(Sample.self, from: bytes) == Sample())
}

@Test func whatIsNoNumberBecomesNull() throws {
    #expect(try text([Double.infinity, .nan, 1]) == "[null, null, 1]")
    #expect(try text([Int?.none, 3]) == "[null, 3]")
}
