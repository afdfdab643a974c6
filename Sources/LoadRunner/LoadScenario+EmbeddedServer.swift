import Scenario

extension LoadScenario {
    /// Options of `squall serve` for the embedded server.
    var embeddedServerOptions: [String] {
        compressionOptions + (embeddedPermitsUnmasked ? ["--allow-unmasked"] : [])
    }

    private var compressionOptions: [String] {
        let isOffered = sessionKinds.contains { $0.compression != nil }
        guard let mode = embeddedCompression.mode ?? (isOffered ? .accept : nil), mode != .decline else { return [] }
        return ["--compression", mode.rawValue, "--compression-parameters", embeddedCompression.parameters]
    }
}
