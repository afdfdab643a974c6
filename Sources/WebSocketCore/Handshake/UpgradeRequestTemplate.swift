/// A request of which only the key differs from connection to connection: built once, used without allocating.
package struct UpgradeRequestTemplate: Sendable {
    /// What the request offers; its own key is not used.
    package let request: UpgradeRequest
    private let upToKey: [UInt8]
    private let behindKey: [UInt8]

    /// Takes all of the request but its key, which each connect sets anew.
    package init(_ request: UpgradeRequest) {
        self.request = request
        var buffer = WriteBuffer()
        request.encodeUpToKey(into: &buffer)
        upToKey = buffer.withBytes { $0.array(0..<$0.byteCount) }
        buffer.removeAll()
        request.encodeBehindKey(into: &buffer)
        behindKey = buffer.withBytes { $0.array(0..<$0.byteCount) }
    }

    /// Appends the request.
    ///
    /// - Parameters:
    ///   - buffer: the worker's output.
    ///   - key: fresh for this connection.
    package func append(to buffer: inout WriteBuffer, key: HandshakeKey) {
        buffer.append(upToKey)
        unsafe buffer.append(key.base64.span.bytes)
        buffer.append(behindKey)
    }
}
