import Scenario
import WebSocketDeflate
import WebSocketTransport

extension DeflatePlan {
    init(_ plan: CompressionPlan) {
        self.init(offers: plan.offers.map { DeflateOffer($0) }, settings: DeflateSettings(plan))
        isRequired = plan.isRequired
    }
}

extension DeflateOffer {
    init(_ offer: CompressionOffer) {
        self.init()
        clientNoContextTakeover = offer.clientNoContextTakeover
        serverNoContextTakeover = offer.serverNoContextTakeover
        serverMaxWindowBits = offer.serverMaxWindowBits
        switch offer.clientWindow {
        case .notOffered: clientWindow = .notOffered
        case .any: clientWindow = .any
        case .atMost(let bits): clientWindow = .atMost(bits)
        }
    }
}

extension DeflateSettings {
    init(_ plan: CompressionPlan) {
        self.init(
            level: plan.level, memoryLevel: plan.memoryLevel, strategy: Strategy(plan.strategy),
            threshold: plan.threshold)
    }
}

extension DeflateSettings.Strategy {
    init(_ strategy: CompressionPlan.Strategy) {
        switch strategy {
        case .standard: self = .standard
        case .filtered: self = .filtered
        case .huffmanOnly: self = .huffmanOnly
        case .rle: self = .rle
        case .fixed: self = .fixed
        }
    }
}
