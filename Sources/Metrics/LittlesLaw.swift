/// The figures checked against each other: messages in flight by throughput is the mean time they took.
package struct LittlesLaw: Sendable, Equatable, Codable {
    /// Messages under way at one time, on the mean.
    package var inFlightMean: Double
    /// Messages per second.
    package var throughput: Double
    /// In flight by throughput.
    package var expectedMeanMicroseconds: Double
    /// The mean of the times as they were recorded.
    package var recordedMeanMicroseconds: Double
    /// The part of the expected mean that the recorded one does not explain: time that replies spent waiting to be
    /// read, which is the generator's.
    package var unexplainedShare: Double

    enum CodingKeys: String, CodingKey {
        case inFlightMean = "in_flight_mean"
        case throughput = "throughput_per_second"
        case expectedMeanMicroseconds = "expected_mean_us"
        case recordedMeanMicroseconds = "recorded_mean_us"
        case unexplainedShare = "unexplained_share"
    }

    package init(
        inFlightMean: Double, throughput: Double, expectedMeanMicroseconds: Double, recordedMeanMicroseconds: Double,
        unexplainedShare: Double
    ) {
        self.inFlightMean = inFlightMean
        self.throughput = throughput
        self.expectedMeanMicroseconds = expectedMeanMicroseconds
        self.recordedMeanMicroseconds = recordedMeanMicroseconds
        self.unexplainedShare = unexplainedShare
    }
}
