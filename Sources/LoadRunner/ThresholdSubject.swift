import Metrics
import Scenario

/// What a threshold's metric name stands for.
enum ThresholdSubject: Equatable {
    case trend(Trend)
    case counter(Counter)
    /// Deliveries that were expected and did not come.
    case fanoutLost
    /// All checks.
    case checks
    /// Sessions in any state, and those that are open.
    case vus, sessionsOpen
    /// A timer or a check of a script, whichever has the name.
    case custom(String)

    init(_ name: String) {
        let trend = Trend.allCases.first { $0.name == name }.map { Self.trend($0) }
        let counter = Counter.allCases.first { $0.name == name }.map { Self.counter($0) }
        let others: [String: Self] = [
            "ws_fanout_lost": .fanoutLost, "checks": .checks, "vus": .vus, "ws_sessions_open": .sessionsOpen,
        ]
        self = trend ?? counter ?? others[name] ?? .custom(name)
    }

    /// What it came to in some figures, gauges left out.
    func sample(of figures: FigureSet) -> ThresholdSample {
        var sample = ThresholdSample()
        switch self {
        case .trend(let trend):
            sample.take(figures.trends[trend])
        case .counter(let counter):
            let inWindow = figures.window[counter.rawValue]
            sample.count = counter.scope == .run ? figures.total[counter.rawValue] : inWindow
            sample.countInWindow = inWindow
        case .fanoutLost:
            let ended = [Counter.wsFanoutReceived, .wsFanoutUnfinished].reduce(0) { $0 + figures.window[$1.rawValue] }
            sample.count = figures.window[Counter.wsFanoutExpected.rawValue] - ended
            sample.countInWindow = sample.count
        case .checks:
            sample.take(figures.checks.reduce(CheckCount(name: "checks"), +))
        case .custom(let name):
            if let times = figures.timer(name) {
                sample.take(times)
            } else {
                sample.take(figures.check(name) ?? CheckCount(name: name))
            }
        case .vus, .sessionsOpen: break
        }
        return sample
    }

    /// The gauge in question; nil where it is none.
    func gauge(_ gauges: SessionGauges) -> Int? {
        switch self {
        case .vus: gauges.all
        case .sessionsOpen: gauges.open
        default: nil
        }
    }
}
