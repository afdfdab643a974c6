import Scenario
import WebSocketTransport

extension AddressPolicy {
    init(_ options: DNSOptions) {
        self.init()
        takesTurns = options.selection == .roundRobin
        lifetime = options.lifetime
        family =
            switch options.policy {
            case .any: .any
            case .preferIPv4: .preferIPv4
            case .preferIPv6: .preferIPv6
            case .onlyIPv4: .onlyIPv4
            case .onlyIPv6: .onlyIPv6
            }
    }
}
