import Scenario
import WebSocketCore

@testable import LoadRunner

/// Curves to try properties on.
enum Curves {
    /// Up, level, down to nothing, nothing for a while, a jump, and down again.
    static let mixed = curve(0, (2, 50), (1, 50), (2.5, 0), (1, 0), (0, 30), (3, 10))

    /// Stages are lengths in seconds and targets.
    static func curve(_ start: Double, _ stages: (Double, Double)...) -> LoadCurve {
        LoadCurve(start: start, stages: stages.map { LoadStage(duration: .seconds($0.0), target: $0.1) })
    }

    /// Up to six stages of up to 3 s, some of them jumps, between 0 and 40, some of them at 0 and some level.
    static func drawn(_ seed: UInt64) -> LoadCurve {
        var random = FastRandom(seed: seed)
        var value = Double(Int.random(in: 0...20, using: &random))
        let start = value
        let stages = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            switch Int.random(in: 0...4, using: &random) {
            case 0: value = 0
            case 1: break
            case 2: value = Double(Int.random(in: 0...40, using: &random))
            default: value = Double.random(in: 0...40, using: &random)
            }
            let isJump = Int.random(in: 0...5, using: &random) == 0
            return LoadStage(
                duration: isJump ? .zero : .milliseconds(Int.random(in: 1...3000, using: &random)), target: value)
        }
        return LoadCurve(start: start, stages: stages)
    }
}

/// What a curve is, told otherwise than by its inverse.
extension LoadCurve {
    /// The value at a time; the new one at a jump, and the last one after the end.
    func value(at time: Double) -> Double {
        guard let segment = segments.last(where: { $0.start <= time }) else { return segments.first?.from ?? 0 }
        guard time < segment.end else { return segment.to }
        return segment.from + (segment.to - segment.from) * (time - segment.start) / segment.length
    }

    /// The integral from the start to a time.
    func integral(to time: Double) -> Double {
        guard let segment = segments.last(where: { $0.start <= time }) else { return 0 }
        guard time < segment.end else { return segment.after }
        let passed = time - segment.start
        return segment.before + passed * (segment.from + value(at: time)) / 2
    }
}
