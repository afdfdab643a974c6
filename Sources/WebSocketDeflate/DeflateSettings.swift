/// How a side compresses: zlib's settings, which the other side need not know.
package struct DeflateSettings: Hashable, Sendable {
    /// What the data are like, for zlib's search; the result can be inflated in any case.
    package enum Strategy: String, CaseIterable, Sendable {
        /// For most data.
        case standard = "default"
        /// Fewer matches and more Huffman coding, for filtered data.
        case filtered
        /// Huffman coding only.
        case huffmanOnly
        /// Runs of one byte only: nearly as fast as `huffmanOnly`.
        case rle
        /// No tables in the messages: for very short ones.
        case fixed
    }

    /// 0 (stored) to 9 (smallest); default 6. Each step costs time.
    package var level: Int
    /// 1 to 9; default 8. A step more doubles the memory of the hash tables, and compresses a little better and faster.
    package var memoryLevel: Int
    /// Default: for most data.
    package var strategy: Strategy
    /// Messages of fewer bytes go uncompressed; default 0: all are compressed.
    package var threshold: Int

    package init(level: Int = 6, memoryLevel: Int = 8, strategy: Strategy = .standard, threshold: Int = 0) {
        self.level = level
        self.memoryLevel = memoryLevel
        self.strategy = strategy
        self.threshold = threshold
    }

    /// Bytes of memory that a compressor takes, by zlib's own formula.
    package static func compressorMemory(windowBits: Int, memoryLevel: Int) -> Int {
        1 << (windowBits + 2) + 1 << (memoryLevel + 9) + 6 << 10
    }

    /// Bytes of memory that a decompressor takes, likewise.
    package static func decompressorMemory(windowBits: Int) -> Int { 1 << windowBits + 7 << 10 }
}
