import Scenario
import WebSocketDeflate

extension CompressionPlan {
    /// Bytes that a session's contexts take, by zlib's formula, where the server accepts the first offer as it stands:
    /// what keeps no context is shared by all sessions of a worker.
    var contextMemory: Int {
        guard let offer = offers.first else { return 0 }
        var memory = 0
        if !offer.clientNoContextTakeover {
            var window = 15
            if case .atMost(let bits) = offer.clientWindow { window = bits }
            memory += DeflateSettings.compressorMemory(windowBits: window, memoryLevel: memoryLevel)
        }
        if !offer.serverNoContextTakeover {
            memory += DeflateSettings.decompressorMemory(windowBits: offer.serverMaxWindowBits ?? 15)
        }
        return memory
    }
}
