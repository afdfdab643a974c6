/// A frame that is written piece by piece and has not come to its end. Nothing else may be said in the middle of it.
final class OpenFrame {
    /// What the latest ping carried, to be answered behind the frame (RFC 6455, section 5.5.3: the others need not be).
    var owedPong: [UInt8]?
}
