/// What a benchmark took, over several repetitions.
struct Measurement {
    let name: String
    /// Nanoseconds per operation of each repetition, the shortest first.
    let times: [Double]
    let bytes: Int?

    private static let repetitionTime = Duration.milliseconds(30)

    /// Finds how many operations fill a repetition, then takes the time of all repetitions.
    init(_ benchmark: Benchmark, repetitions: Int) {
        let clock = ContinuousClock()
        var operations = 1
        while clock.measure({ benchmark.run(operations) }) < Measurement.repetitionTime { operations *= 2 }
        let count = operations
        times = (0..<repetitions).map { _ in clock.measure { benchmark.run(count) } / .nanoseconds(1) / Double(count) }
            .sorted()
        name = benchmark.name
        bytes = benchmark.bytes
    }

    var median: Double { times[times.count / 2] }
    var shortest: Double { times[0] }
    /// Billions of bytes per second at the median.
    var gigabytesPerSecond: Double? { bytes.map { Double($0) / median } }
}
