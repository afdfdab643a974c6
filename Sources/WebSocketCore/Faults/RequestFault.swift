/// What is wrong on purpose with an opening request (RFC 6455, section 4.1).
package enum RequestFault: Hashable, Sendable {
    /// `Sec-WebSocket-Version: 12`; a server answers 426 and names the versions that it speaks (section 4.4).
    case wrongVersion
    /// A key in base64 that stands for 15 bytes instead of 16.
    case wrongKey
    /// No `Sec-WebSocket-Key`.
    case missingKey
    /// No `Upgrade`.
    case missingUpgrade
    /// The empty line at the end does not come, so that the server waits for more headers.
    case neverEnds
}
