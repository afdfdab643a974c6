import NetworkIO
import Scenario

/// A value over time that goes in straight lines from stage to stage: a number of VUs, or a rate per second.
///
/// Times are seconds from the curve's own start.
struct LoadCurve: Sendable, Equatable {
    /// A straight line. One without length is a jump.
    struct Segment: Sendable, Equatable {
        var start: Double
        var length: Double
        var from: Double
        var to: Double
        /// The curve's integral up to here.
        var before: Double

        var end: Double { start + length }
        /// The curve's integral up to the segment's end.
        var after: Double { before + length * (from + to) / 2 }
    }

    let segments: [Segment]

    init(start value: Double, stages: [LoadStage]) {
        var segments: [Segment] = []
        for stage in stages {
            let before = segments.last
            var next = Segment(
                start: before?.end ?? 0, length: stage.duration / .seconds(1), from: before?.to ?? value,
                to: stage.target, before: before?.after ?? 0)
            // Of several jumps at one moment only the last value shows.
            if let before, before.length == 0, next.length == 0 {
                next.from = before.from
                segments.removeLast()
            }
            segments.append(next)
        }
        self.segments = segments
    }

    var duration: Double { segments.last?.end ?? 0 }

    /// The curve's integral over all of its time.
    var total: Double { segments.last?.after ?? 0 }

    /// The highest value.
    var peak: Double { segments.reduce(0) { max($0, $1.from, $1.to) } }

    /// When the integral begins to pass an amount; nil where it never does.
    func time(passing amount: Double) -> Double? {
        guard let segment = segments.first(where: { amount < $0.after }) else { return nil }
        let rest = amount - segment.before
        guard rest > 0 else { return segment.start }
        let slope = (segment.to - segment.from) / segment.length
        // The form of the quadratic solution that loses no digits where slope or rate is near 0.
        let root = max(0, segment.from * segment.from + 2 * slope * rest).squareRoot()
        return segment.start + min(segment.length, 2 * rest / (segment.from + root))
    }
}
