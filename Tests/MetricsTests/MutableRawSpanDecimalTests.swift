import Testing

@testable import Metrics

@Test func numbersOfAnyLengthAreWritten() {
    var values: [UInt64] = [0, 1, 9, 10, 99, 100, 101, 4_096, 99_999_999, 100_000_000, 100_000_001, 12_345_678_901_234]
    var power: UInt64 = 1
    for _ in 0..<19 {
        power *= 10
        values += [power - 1, power, power + 1]
    }
    values += (0..<10_000) + [.max]
    for value in values {
        var text = [UInt8](repeating: UInt8(ascii: "?"), count: 20 + MutableRawSpan.decimalSlack)
        var elements = text.mutableSpan
        var bytes = unsafe elements.mutableBytes
        let end = bytes.store(decimal: value, at: 0)
        #expect(String(decoding: text[..<end], as: UTF8.self) == "\(value)")
    }
}
