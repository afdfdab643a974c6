import NetworkIO
import Scenario

/// When VUs start and have to stop: one worker's part, in order. The VU with number `k` runs while the curve is above
/// `k`, so that it is always the first ones that run.
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
        vu = VUPacer.firstChange(in: segments[0], cut)
    }

    /// The first VU of a part that the segment starts, or else the first that it stops, where there is any.
    private static func firstChange(in segment: LoadCurve.Segment, _ cut: PlanCut) -> Int {
        let running = Int(segment.from.rounded(.up))
        return segment.to > segment.from ? cut.first(from: running) : cut.last(below: running)
    }

    /// The next change of this part's VUs; nil when all have stopped for good.
    mutating func next() -> Change? {
        while stage < segments.count {
            let segment = segments[stage]
            let starts = segment.to > segment.from
            let isDue = starts ? Double(vu) < segment.to : vu >= 0 && Double(vu) >= segment.to
            if isDue {
                let change = Change(vu: vu, time: time(of: vu, in: segment), starts: starts, stage: stage)
                vu += starts ? cut.count : -cut.count
                return change
            }
            stage += 1
            if stage < segments.count { vu = VUPacer.firstChange(in: segments[stage], cut) }
        }
        return nil
    }

    private func time(of vu: Int, in segment: LoadCurve.Segment) -> Nanoseconds {
        let share = (Double(vu) - segment.from) / (segment.to - segment.from)
        return Nanoseconds(((segment.start + segment.length * share) * 1e9).rounded())
    }
}
