/// What a benchmark took, over several repetitions.
struct Measurement {
    let name: String
    /// Nanoseconds per operation of each repetition, the shortest first.
    let times: [Double]
    let bytes: Int?
    /// Of what the repetitions returned.
    let sum: Int

    private static let repetitionTime = Duration.milliseconds(30)

    /// Finds how many operations fill a repetition, then takes the time of all repetitions.
    init(_ benchmark: Benchmark, repetitions: Int) {
        let clock = ContinuousClock()
        var operations = 1
        var sum = 0
        while clock.measure({ sum &+= benchmark.run(operations) }) < Measurement.repetitionTime { operations *= 2 }
        var times: [Double] = []
        for _ in 0..<repetitions {
            let time = clock.measure { sum &+= benchmark.run(operations) }
            times.append(time / .nanoseconds(1) / Double(operations))
        }
        self.times = times.sorted()
        self.sum = sum
        name = benchmark.name
        bytes = benchmark.bytes
    }

    var median: Double { times[times.count / 2] }
    var shortest: Double { times[0] }
    /// Billions of bytes per second at the median.
    var gigabytesPerSecond: Double? { bytes.map { Double($0) / median } }
}
