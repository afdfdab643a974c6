import Foundation
import Scenario
import Testing
import WebSocketCore

@testable import Script

struct JSONScannerTests {
    private let document =
        #"{"a":[1,-2.5e3,{"b":"x\n\"y"}],"c":{"d":[[],{}],"e":null},"f":true,"g":false,"h":"long enough text"}"#

    @Test("a text is taken for JSON where another parser takes it too, however it was damaged", arguments: 0..<8)
    func damaged(seed: UInt64) {
        let alphabet = Array(#"{}[]",:\ 015.eE+-tfnlab"#.utf8)
        var random = FastRandom(seed: seed)
        let query = JSONPathQuery(JSONPath([.key("missing")]))
        for _ in 0..<400 {
            var bytes = Array(document.utf8)
            for _ in 0...Int(random.next() % 2) {
                let place = Int(random.next() % UInt64(bytes.count))
                let letter = alphabet[Int(random.next() % UInt64(alphabet.count))]
                switch random.next() % 3 {
                case 0: bytes[place] = letter
                case 1: bytes.insert(letter, at: place)
                default: bytes.remove(at: place)
                }
            }
            // Foundation lets a comma stand before a closing bracket, where RFC 8259 allows none.
            let packed = String(decoding: bytes.filter { $0 != 0x20 }, as: UTF8.self)
            let isJSON =
                (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
                && !packed.contains(",]") && !packed.contains(",}")
            let outcome = unsafe query.search(bytes.span.bytes)
            #expect(outcome == (isJSON ? .absent : .malformed), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
