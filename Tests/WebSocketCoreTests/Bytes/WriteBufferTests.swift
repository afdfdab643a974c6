import Testing
import WebSocketCore

@Suite struct WriteBufferTests {
    @Test func appendsAllKindsInOrder() {
        var buffer = WriteBuffer(capacity: 64)
        buffer.append("a£")
        buffer.append([1, 2])
        buffer.append(3 as UInt8)
        [UInt8]([4, 5]).withSpan { buffer.append($0) }
        buffer.append([UInt8]())
        buffer.append("")
        let content = buffer.content
        #expect(content == [0x61, 0xC2, 0xA3, 1, 2, 3, 4, 5])
    }

    @Test func keepsContentWhileItGrows() {
        var buffer = WriteBuffer(capacity: 1)
        var expected: [UInt8] = []
        for value in 0..<1000 {
            buffer.append(UInt8(truncatingIfNeeded: value))
            expected.append(UInt8(truncatingIfNeeded: value))
        }
        let content = buffer.content
        #expect(content == expected)
    }

    @Test func isAQueue() {
        var random = FastRandom(seed: 5)
        var buffer = WriteBuffer(capacity: 64)
        var model: [UInt8] = []
        for _ in 0..<2000 {
            let bytes = [UInt8].random(.random(in: 0...40, using: &random), &random)
            buffer.append(bytes)
            model += bytes
            let gone = Int.random(in: 0...min(60, model.count), using: &random)
            buffer.removeFirst(gone)
            model.removeFirst(gone)
            let content = buffer.content
            #expect(content == model)
        }
    }

    @Test func doesNotGrowWhileWhatWaitsIsSmall() {
        var buffer = WriteBuffer(capacity: 256)
        for _ in 0..<1000 {
            buffer.append([UInt8](repeating: 7, count: 100))
            buffer.removeFirst(90)
            if buffer.count > 100 { buffer.removeAll() }
        }
        let capacity = buffer.capacity
        #expect(capacity == 256)
    }

    @Test func removesAll() {
        var buffer = WriteBuffer(capacity: 100)
        buffer.append([UInt8](repeating: 1, count: 5000))
        let grown = buffer.capacity
        buffer.removeAll()
        let afterRemoval = (isEmpty: buffer.isEmpty, capacity: buffer.capacity)
        #expect(afterRemoval == (true, grown))
        buffer.removeAll(keepingCapacity: false)
        let given = buffer.capacity
        #expect(given == 64)
        buffer.append([9])
        let content = buffer.content
        #expect(content == [9])
    }

    @Test func lendsTheSameBytesToSystemCalls() {
        var buffer = WriteBuffer(capacity: 64)
        buffer.append([1, 2, 3])
        buffer.removeFirst(1)
        let lent = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
        #expect(lent == [2, 3])
        let count = buffer.count
        #expect(count == 2)
    }
}
