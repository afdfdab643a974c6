/// A request of which only the key differs from connection to connection: built once, used without allocating.
package struct UpgradeRequestTemplate: Sendable {
    /// What the request offers; its own key is not used.
    package let request: UpgradeRequest
    private let upToKey: [UInt8]
    /// Characters of the key that are sent.
    private let keyCount: Int
    private let behindKey: [UInt8]

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
        behindKey = buffer.withBytes { $0.array(0..<$0.byteCount) }
    }

    /// Appends the request.
    ///
    /// - Parameters:
    ///   - buffer: the worker's output.
    ///   - key: fresh for this connection.
    package func append(to buffer: inout WriteBuffer, key: HandshakeKey) {
        buffer.append(upToKey)
        unsafe buffer.append(key.base64.span.bytes.extracting(first: keyCount))
        buffer.append(behindKey)
    }
}
