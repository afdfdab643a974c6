import Scenario
import WebSocketCore

extension RequestFault {
    /// What is wrong with the request; nil where it is only sent slowly.
    init?(_ fault: HandshakeFault) {
        switch fault {
        case .wrongVersion: self = .wrongVersion
        case .wrongKey: self = .wrongKey
        case .missingKey: self = .missingKey
        case .missingUpgrade: self = .missingUpgrade
        case .neverEnds: self = .neverEnds
        case .byteByByte: return nil
        }
    }
}
