import NetworkIO
import Scenario

/// When VUs start and have to stop: one worker's part, in order. It is always the first ones that run: the VU with number
/// `k` starts when the curve has risen to `k + 1`, and stops when it has fallen to `k`, as in k6.
struct VUPacer: Sendable {
    /// A VU starts or has to stop.
    struct Change: Sendable, Equatable {
        /// From 0.
        var vu: Int
        /// From the curve's start.
        var time: Nanoseconds
        var starts: Bool
        /// The stage of the curve that it belongs to; the end of the curve is one more.
        var stage: Int
    }

    private let segments: [LoadCurve.Segment]
    private let cut: PlanCut
    private var stage = 0
    /// VUs of all parts that run when the stage begins.
    private var running = 0
    /// The next VU of this part in the stage.
    private var vu: Int

    /// - Parameters:
    ///   - curve: how many VUs run.
    ///   - cut: whose part it is: the VU `index` and each `count`-th after it.
    init(_ curve: LoadCurve, cut: PlanCut) {
        let end = curve.duration
        let initial = curve.segments.first?.from ?? 0
        segments =
            [LoadCurve.Segment(start: 0, length: 0, from: 0, to: initial, before: 0)] + curve.segments
            + [LoadCurve.Segment(start: end, length: 0, from: curve.segments.last?.to ?? 0, to: 0, before: 0)]
        self.cut = cut
        vu = initial > 0 ? cut.first(from: 0) : -1
    }

    /// The next change of this part's VUs; nil when all have stopped for good.
    mutating func next() -> Change? {
        while stage < segments.count {
            let segment = segments[stage]
            let starts = segment.to > segment.from
            let isDue = starts ? Double(vu + 1) <= segment.to : vu >= 0 && Double(vu) >= segment.to
            if isDue {
                let change = Change(vu: vu, time: time(of: vu, in: segment), starts: starts, stage: stage)
                vu += starts ? cut.count : -cut.count
                return change
            }
            beginStage(after: segment)
        }
        return nil
    }

    private mutating func beginStage(after segment: LoadCurve.Segment) {
        stage += 1
        guard stage < segments.count else { return }
        // Between whole numbers, as many run as on the way there.
        running =
            segment.to > segment.from
            ? max(running, Int(segment.to)) : min(running, Int(segment.to.rounded(.up)))
        let rises = segments[stage].to > segments[stage].from
        vu = rises ? cut.first(from: running) : cut.last(below: running)
    }

    private func time(of vu: Int, in segment: LoadCurve.Segment) -> Nanoseconds {
        let level = Double(segment.to > segment.from ? vu + 1 : vu)
        let share = (level - segment.from) / (segment.to - segment.from)
        return Nanoseconds(((segment.start + segment.length * share) * 1e9).rounded())
    }
}
