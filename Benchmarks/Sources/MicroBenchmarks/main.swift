let repetitions = 11
let only = CommandLine.arguments.dropFirst()
let benchmarks =
    maskingBenchmarks + writingBenchmarks + parsingBenchmarks + textBenchmarks + recordingBenchmarks
    + timerBenchmarks + scriptBenchmarks

var sum = 0
print(MeasurementTable.head)
for benchmark in benchmarks where only.isEmpty || only.contains(where: benchmark.name.hasPrefix) {
    let measurement = Measurement(benchmark, repetitions: repetitions)
    sum &+= measurement.sum
    print(MeasurementTable.line(measurement))
}
// All the work goes into it, so that the compiler leaves none of it out.
print("sum \(sum)")
