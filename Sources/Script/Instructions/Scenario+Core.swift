import Scenario
import WebSocketCore

extension Masking {
    /// As a scenario says it.
    package init(_ mode: MaskingMode) {
        switch mode {
        case .random: self = .random
        // The first digits are the first byte on the wire, and a mask key is kept as it lies on the wire.
        case .fixed(let key): self = .fixed(MaskKey(rawValue: key.byteSwapped))
        case .zero: self = .zero
        case .none: self = .none
        }
    }
}

extension Fragmentation {
    /// As a scenario says it; nil: one frame.
    package init(_ plan: FragmentationPlan?) {
        switch plan?.cut {
        case nil: self = .whole
        case .frames(let range): self = .frames(range)
        case .bytes(let range): self = .bytes(range)
        }
    }
}
