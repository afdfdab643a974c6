/// What may stand in a close frame.
enum CloseRules {
    /// A control frame holds 125 bytes (RFC 6455, section 5.5), and the code takes two of them.
    static let maximumReason = 123
    static let maximumPingPayload = 125
    static let allowed = "1000 to 1003, 1007 to 1014, or 3000 to 4999; null for a close frame without a code"

    /// Why a code cannot be sent (RFC 6455, section 7.4, and IANA's registry); nil where it can.
    static func refusal(ofCode code: Int) -> String? {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: nil
        case 1004: "close code 1004 is reserved (RFC 6455, section 7.4.1)"
        case 1005: "close code 1005 means that no code came and is never sent (RFC 6455, section 7.4.1)"
        case 1006: "close code 1006 means that no close frame came and is never sent (RFC 6455, section 7.4.1)"
        case 1015: "close code 1015 means that TLS failed and is never sent (RFC 6455, section 7.4.1)"
        case 1016...2999: "close code \(code) is reserved for later versions (RFC 6455, section 7.4.2)"
        default: "\(code) is not a close code (RFC 6455, section 7.4.2)"
        }
    }
}
