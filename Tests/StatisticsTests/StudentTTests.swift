import Testing

@testable import Statistics

@Suite struct StudentTTests {
    /// From the tables of the distribution.
    @Test(arguments: [
        (0.05, 1.0, 12.7062), (0.05, 2, 4.3027), (0.05, 9, 2.2622), (0.01, 4, 4.6041), (0.001, 18, 3.9216),
        (0.05, 1000, 1.9623), (0.3, 3, 1.2498),
    ])
    func boundsAreThoseOfTheTables(level: Double, degrees: Double, bound: Double) {
        #expect(abs(StudentT.bound(level: level, degrees: degrees) - bound) < 0.0001)
    }
}
