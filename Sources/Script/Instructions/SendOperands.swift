import WebSocketCore

/// What instruction `send` writes. Numbers only, so that nothing is counted when it is looked at.
package struct SendOperands: Sendable {
    /// Where the payload is taken from.
    package enum Payload: Sendable {
        /// Of the program's `constants`: built once.
        case constant(Int)
        /// Of the program's `templates`: rendered each time.
        case template(Int)
        /// Of the program's `generated`: a size is drawn each time.
        case generated(Int)
    }

    /// Where the payload is taken from.
    package var payload: Payload
    /// Of the first frame.
    package var opcode: Opcode
    /// Whether the last frame ends the message.
    package var fin: Bool
    /// Of the first frame: RSV1 as 4, RSV2 as 2, RSV3 as 1.
    package var rsv: UInt8
    /// Nil: as the connection masks.
    package var masking: Masking?
    /// `whole` for one frame.
    package var fragmentation: Fragmentation
    /// Whether `fragmentation` says more than one frame.
    package var isFragmented: Bool
    /// Whether a ping goes between every two fragments.
    package var pingsBetween: Bool
    /// Whether it goes compressed where the connection has agreed on it.
    package var compresses: Bool
    /// Whether it does so below the threshold too.
    package var alwaysCompresses: Bool
    /// The fan-out group whose members are to receive it, of the scenario's; nil: none.
    package var group: Int?
    /// Whether an `expect` that times round trips may come next, before another send.
    package internal(set) var awaitsReply = false
}
