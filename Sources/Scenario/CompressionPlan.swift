/// permessage-deflate (RFC 7692): key `compression`; `true` by itself is an object without keys.
package struct CompressionPlan: Sendable, Hashable {
    /// What the data are like, for zlib: key `strategy`.
    package enum Strategy: String, Sendable, CaseIterable {
        /// Key `strategy` has the value `default`.
        case standard = "default"
        /// Huffman coding more than matches.
        case filtered
        /// Huffman coding only.
        case huffmanOnly
        /// Runs of one byte only.
        case rle
        /// No tables of codes.
        case fixed
    }

    /// Key `offers`, or the parameters that stand beside; at least one.
    package var offers = [CompressionOffer()]
    /// Key `level`, 0 to 9; default 6.
    package var level = 6
    /// Key `memLevel`, 1 to 9; default 8.
    package var memoryLevel = 8
    /// Key `strategy`.
    package var strategy = Strategy.standard
    /// Bytes below which messages go uncompressed; default 0: none does.
    package var threshold = 0
    /// Whether a server that declines fails the session; default false: it is counted.
    package var isRequired = false

    package init() {}
}

/// One offer of permessage-deflate: the four parameters of RFC 7692, section 7.1.
package struct CompressionOffer: Sendable, Hashable {
    /// Key `clientMaxWindowBits`.
    package enum ClientWindow: Sendable, Hashable {
        /// `false`: not offered.
        case notOffered
        /// `true` (the default): offered without a value, so that the server may choose.
        case any
        /// 9 to 15: at most this.
        case atMost(Int)
    }

    /// Key `clientNoContextTakeover`; default false.
    package var clientNoContextTakeover = false
    /// Key `serverNoContextTakeover`; default false.
    package var serverNoContextTakeover = false
    /// Key `clientMaxWindowBits`.
    package var clientWindow = ClientWindow.any
    /// Key `serverMaxWindowBits`, 8 to 15; nil: not offered.
    package var serverMaxWindowBits: Int?

    package init() {}
}
