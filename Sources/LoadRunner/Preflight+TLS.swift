import Scenario

extension Preflight {
    /// Whether the kernel can encrypt where it is to.
    var kernelTLS: Finding? {
        let mends = ["\(sudo)modprobe tls"]
        guard let obstacle = machine.kernelTLSObstacle else {
            return demand == nil || demand?.kernelTLS != .off ? Finding(.kernelTLS, .ok, "available") : nil
        }
        switch demand?.kernelTLS {
        case nil: return Finding(.kernelTLS, .note, "not available: \(obstacle)", mends: mends)
        case .off: return nil
        case .auto:
            return Finding(.kernelTLS, .note, "sessions go on without: \(obstacle)", mends: mends)
        case .on:
            return Finding(
                .kernelTLS, .refusal, "no session can have it: \(obstacle)",
                mends: mends + ["\"tls\": { \"ktls\": \"auto\" }"])
        }
    }
}
