import WebSocketDeflate

extension WebSocketDeflateExtension {
    /// What is offered to the server, and how messages are compressed.
    public struct Configuration: Sendable {
        /// What the data are like, for zlib's search; the server need not know.
        public enum Strategy: Sendable, Hashable, CaseIterable {
            /// For most data.
            case standard
            /// Fewer matches and more Huffman coding, for filtered data.
            case filtered
            /// Huffman coding only.
            case huffmanOnly
            /// Runs of one byte only: nearly as fast as `huffmanOnly`.
            case runLength
            /// No tables in the messages: for very short ones.
            case fixed
        }

        /// Each message that is sent begins with an empty window; default false. True costs compression and lets the
        /// server keep less memory (RFC 7692, section 7.1.1.2).
        public var clientNoContextTakeover = false
        /// The server is asked for the same with its messages; default false (section 7.1.1.1).
        public var serverNoContextTakeover = false
        /// The most that this side's window has, 9 to 15 as a base-2 logarithm; default 15, which is 32 KiB. Less costs
        /// compression and saves memory. The server may ask for less (section 7.1.2.2).
        public var clientMaxWindowBits = 15
        /// Whether the server may choose a smaller window for this side; default true.
        public var offersClientMaxWindowBits = true
        /// The most that the server's window is to have, 8 to 15; nil, the default, leaves it to the server. Servers may
        /// decline what they cannot do, then the session goes without compression (section 7.1.2.1).
        public var serverMaxWindowBits: Int?
        /// Whether a server that declines fails the opening; default false: the session then goes without compression.
        public var isRequired = false

        /// 0 (stored) to 9 (smallest); default 6. Each step costs time.
        public var compressionLevel = 6
        /// 1 to 9; default 8. A step more doubles the memory of the hash tables.
        public var memoryLevel = 8
        /// Default: for most data.
        public var strategy = Strategy.standard

        /// The most bytes that a message may inflate to; nil, the default, leaves it to the session's `maxFrameSize`,
        /// which holds in any case. It is checked while inflating, so that a small message cannot fill the memory.
        public var maxInflatedSize: Int?

        private var conditions: [@Sendable (Frame) -> Bool] = []

        /// Everything at its default.
        public init() {}

        /// Compresses only messages for which a condition holds, beside those that were set before.
        ///
        /// - Parameter condition: is asked with a message, or with the first of its fragments, on the session's loop.
        public mutating func compressIf(_ condition: @escaping @Sendable (Frame) -> Bool) {
            conditions.append(condition)
        }

        /// Compresses only messages of more than so many bytes. One that is sent in fragments is compressed in any case,
        /// for its length is not known when it begins.
        ///
        /// - Parameter bytes: what small messages have at the most.
        public mutating func compressIfBiggerThan(bytes: Int) {
            compressIf { !$0.fin || $0.data.count > bytes }
        }

        func compresses(_ frame: Frame) -> Bool { conditions.allSatisfy { $0(frame) } }
    }
}

extension WebSocketDeflateExtension.Configuration {
    /// - Throws: `invalidExtension` for a number out of its range.
    func validate() throws(WebSocketError) {
        let numbers: [(name: String, value: Int?, range: ClosedRange<Int>)] = [
            ("clientMaxWindowBits", clientMaxWindowBits, DeflateParameters.compressibleWindowBits),
            ("serverMaxWindowBits", serverMaxWindowBits, DeflateParameters.windowBits),
            ("compressionLevel", compressionLevel, 0...9),
            ("memoryLevel", memoryLevel, 1...9),
            ("maxInflatedSize", maxInflatedSize, 0...Int.max),
        ]
        for number in numbers {
            if let value = number.value, !number.range.contains(value) {
                let range = "\(number.range.lowerBound) to \(number.range.upperBound)"
                throw .invalidExtension(
                    name: WebSocketDeflateExtension.name, problem: "has \(number.name) = \(value); it may be \(range)")
            }
        }
        guard offersClientMaxWindowBits || clientMaxWindowBits == 15 else {
            throw .invalidExtension(
                name: WebSocketDeflateExtension.name,
                problem: "has clientMaxWindowBits = \(clientMaxWindowBits) and does not offer it; leave one of them out"
            )
        }
    }

    /// As the room for compression has it.
    var settings: DeflateSettings {
        DeflateSettings(level: compressionLevel, memoryLevel: memoryLevel, strategy: strategy.setting)
    }

    /// One offer with all that was set.
    var offers: [DeflateOffer] {
        var offer = DeflateOffer()
        offer.clientNoContextTakeover = clientNoContextTakeover
        offer.serverNoContextTakeover = serverNoContextTakeover
        offer.serverMaxWindowBits = serverMaxWindowBits
        if offersClientMaxWindowBits {
            offer.clientWindow = clientMaxWindowBits == 15 ? .any : .atMost(clientMaxWindowBits)
        }
        return [offer]
    }
}

extension WebSocketDeflateExtension.Configuration.Strategy {
    fileprivate var setting: DeflateSettings.Strategy {
        switch self {
        case .standard: .standard
        case .filtered: .filtered
        case .huffmanOnly: .huffmanOnly
        case .runLength: .rle
        case .fixed: .fixed
        }
    }
}
