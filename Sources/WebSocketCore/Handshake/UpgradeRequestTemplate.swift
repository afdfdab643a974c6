/// A request of which only the key differs from connection to connection: built once, used without allocating.
package struct UpgradeRequestTemplate: Sendable {
    /// What the request offers; its own key is not used.
    package let request: UpgradeRequest
    private let upToKey: [UInt8]
    /// Characters of the key that are sent.
    private let keyCount: Int
    private let behindKey: [UInt8]
    /// Whether an empty line ends the request.
    private let hasEnd: Bool

    /// Takes all of the request but its key, which each connect sets anew.
    ///
    /// - Parameters:
    ///   - request: what is offered.
    ///   - fault: what is wrong with it on purpose; default nothing.
    package init(_ request: UpgradeRequest, fault: RequestFault? = nil) {
        self.request = request
        keyCount =
            switch fault {
            case .missingKey: 0
            // The base64 of 15 bytes.
            case .wrongKey: 20
            default: 24
            }
        var buffer = WriteBuffer()
        request.encodeUpToKey(fault, into: &buffer)
        upToKey = buffer.withBytes { $0.array(0..<$0.byteCount) }
        buffer.removeAll()
        request.encodeBehindKey(fault, into: &buffer)
        hasEnd = fault != .neverEnds
        let endCount = hasEnd ? 2 : 0
        behindKey = buffer.withBytes { $0.array(0..<$0.byteCount - endCount) }
    }

    /// Appends the request.
    ///
    /// - Parameters:
    ///   - buffer: the worker's output.
    ///   - key: fresh for this connection.
    ///   - headers: further lines of this connection alone, each with its end; default none.
    package func append(to buffer: inout WriteBuffer, key: HandshakeKey, headers: [UInt8] = []) {
        buffer.append(upToKey)
        unsafe buffer.append(key.base64.span.bytes.extracting(first: keyCount))
        buffer.append(behindKey)
        if !headers.isEmpty { buffer.append(headers) }
        if hasEnd { buffer.append("\r\n") }
    }
}
