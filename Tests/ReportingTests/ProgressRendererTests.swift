import Metrics
import Testing

@testable import Reporting

private func lines(_ frame: String) -> [String] {
    frame.replacing("\u{1B}[K", with: "").split(separator: "\n").map(String.init)
}

@Test func aFrameShowsTheRun() {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: false))
    #expect(
        lines(renderer.frame(SampleProgress.measuring, width: 100)) == [
            "  measuring   ━━━━━━━━━━━━━━━━━━──────────────────  6.2 s / 12.0 s",
            "  sessions    1,000 open  0 connecting  0 closing  3 failed",
            "  messages    10,012/s sent  10,009/s received  p50 50.0 µs  p99 99.0 µs",
            "  errors      4",
        ])
}

@Test func theNextFrameStandsInThePlaceOfTheLast() {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: false))
    let first = renderer.frame(SampleProgress.start, width: 80)
    #expect(first.hasPrefix("  warm-up"))
    #expect(renderer.frame(SampleProgress.measuring, width: 80).hasPrefix("\r\u{1B}[3A  measuring"))
    #expect(renderer.clear() == "\r\u{1B}[3A\u{1B}[J")
    #expect(renderer.clear().isEmpty)
    #expect(renderer.frame(SampleProgress.start, width: 80) == first)
}

@Test(arguments: [0, 1, 2, 20, 50, 80])
func noLineIsAsWideAsTheTerminal(width: Int) {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: false))
    for snapshot in SampleProgress.snapshots {
        let frame = renderer.frame(snapshot, width: width)
        let body = frame.hasPrefix("\r") ? String(frame.dropFirst(5)) : frame
        #expect(lines(body).allSatisfy { $0.count < max(width, 1) })
    }
}

@Test func withoutAnEndThereIsNoBar() {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: false))
    #expect(lines(renderer.frame(SampleProgress.endless, width: 80)).first == "  measuring   1:02:05")
}

@Test func colourIsAddedAroundTheText() {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: true))
    #expect(renderer.frame(SampleProgress.measuring, width: 80).contains("\u{1B}[31m3 failed\u{1B}[0m"))
}

@Test func scriptsHaveALineOfTheirOwn() {
    var renderer = ProgressRenderer(style: TextStyle(isColoured: false))
    let frame = lines(renderer.frame(SampleProgress.script, width: 100))
    #expect(frame.suffix(2) == ["  scripts     1,234 iterations  5 checks failed", "  errors      4"])
}
