/// What both sides have agreed on for one connection (RFC 7692, section 7.1).
package struct DeflateParameters: Hashable, Sendable {
    /// The window sizes that the RFC allows, as base-2 logarithms.
    package static let windowBits = 8...15
    /// Those with which zlib can compress raw streams.
    package static let compressibleWindowBits = 9...15

    /// The server begins each message with an empty window; default false. True costs compression and saves memory.
    package var serverNoContextTakeover = false
    /// Likewise, the client.
    package var clientNoContextTakeover = false
    /// The most that the server's window has, as a base-2 logarithm; default 15, which is 32 KiB.
    package var serverMaxWindowBits = 15
    /// Likewise, the client's.
    package var clientMaxWindowBits = 15

    package init() {}

    /// As the parameters of a header, those that differ from the defaults.
    package var headerParameters: [DeflateParameter] {
        var list: [DeflateParameter] = []
        if serverNoContextTakeover { list.append(DeflateParameter(name: DeflateParameter.serverNoContextTakeover)) }
        if clientNoContextTakeover { list.append(DeflateParameter(name: DeflateParameter.clientNoContextTakeover)) }
        if serverMaxWindowBits < 15 {
            list.append(DeflateParameter(name: DeflateParameter.serverMaxWindowBits, value: "\(serverMaxWindowBits)"))
        }
        if clientMaxWindowBits < 15 {
            list.append(DeflateParameter(name: DeflateParameter.clientMaxWindowBits, value: "\(clientMaxWindowBits)"))
        }
        return list
    }
}
