let repetitions = 11
let only = CommandLine.arguments.dropFirst()
let benchmarks =
    maskingBenchmarks + writingBenchmarks + parsingBenchmarks + textBenchmarks + recordingBenchmarks
    + timerBenchmarks

print(MeasurementTable.head)
for benchmark in benchmarks where only.isEmpty || only.contains(where: benchmark.name.hasPrefix) {
    print(MeasurementTable.line(Measurement(benchmark, repetitions: repetitions)))
}
