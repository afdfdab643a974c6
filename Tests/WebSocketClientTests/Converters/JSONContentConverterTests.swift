import FoundationEssentials
import Testing

@testable import WebSocketClient

@Suite struct JSONContentConverterTests {
    struct Item: Codable, Equatable {
        var name: String
        var price: Double
    }

    struct Order: Codable, Equatable {
        var items: [Item]
        var note: String?
    }

    private let converter = JSONContentConverter()
    private let order = Order(items: [Item(name: "tea", price: 2.5)], note: nil)

    @Test func valuesTravelAsTextUnlessSaid() throws {
        let frame = try converter.frame(of: order)
        #expect(frame.kind == .text)
        #expect(try converter.value(Order.self, of: frame) == order)
        #expect(try JSONContentConverter(frames: .binary).frame(of: order).kind == .binary)
    }

    @Test func nothingIsNull() throws {
        let frame = try converter.frame(of: Order?.none)
        #expect(try frame.readText() == "null")
        #expect(try converter.value(Order?.self, of: frame) == nil)
        #expect(try converter.value(Order?.self, of: converter.frame(of: Order?.some(order))) == order)
        #expect(try converter.value(Int.self, of: .text("7")) == 7)
    }

    @Test func codersCanBeConfigured() throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = .sortedKeys
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        let converter = JSONContentConverter(encoder: encoder, decoder: decoder)
        let date = Date(timeIntervalSince1970: 60)
        #expect(try converter.frame(of: date).readText() == "60")
        #expect(try converter.value(Date.self, of: .text("60")) == date)
    }

    @Test func framesOfTheOtherKindCanBeRefused() throws {
        let frame = Frame.binary(Array("1".utf8))
        #expect(try converter.value(Int.self, of: frame) == 1)
        let strict = JSONContentConverter(readsBoth: false)
        #expect(throws: WebSocketError.notConvertible(frame, type: "Int")) { try strict.value(Int.self, of: frame) }
        #expect(throws: WebSocketError.notConvertible(.ping(), type: "Int")) {
            try converter.value(Int.self, of: .ping())
        }
    }

    @Test(arguments: [
        (#"{"items": [{"name": "a", "price": 1}, {"name": "b", "price": "2"}]}"#, "items[1].price", "Double"),
        (#"{"items": [{"name": "a"}]}"#, "items[0].price", "missing"),
        (#"{"items": null}"#, "items", "none"),
        (#"{"items": ["#, "", "JSON"),
    ])
    func whatDoesNotFitIsSaidWithItsPlace(text: String, path: String, word: String) throws {
        let error = #expect(throws: WebSocketError.self) { try converter.value(Order.self, of: .text(text)) }
        guard case .notDecodable(let mismatch) = error else { throw try #require(error) }
        #expect(mismatch.path == path)
        #expect(mismatch.type == "Order")
        #expect(mismatch.frame == .text(text))
        #expect(mismatch.problem.contains(word), "\(mismatch)")
        #expect(mismatch.description.contains("text frame of \(text.utf8.count) bytes"))
    }

    @Test func whatCannotBeSentIsSaidWithItsPlace() throws {
        let order = Order(items: [Item(name: "a", price: .infinity)], note: nil)
        let error = #expect(throws: WebSocketError.self) { try converter.frame(of: order) }
        guard case .notEncodable("Order", "items[0].price", _) = error else { throw try #require(error) }
    }
}
