/// How long one phase was to last, and did.
package struct PhaseReport: Sendable, Equatable, Codable {
    /// Which phase.
    package var name: Phase
    /// Nil where the plan has no fixed end.
    package var plannedSeconds: Double?
    /// How long it lasted by the clock.
    package var measuredSeconds: Double

    enum CodingKeys: String, CodingKey {
        case name
        case plannedSeconds = "planned_s"
        case measuredSeconds = "measured_s"
    }

    package init(name: Phase, plannedSeconds: Double? = nil, measuredSeconds: Double) {
        self.name = name
        self.plannedSeconds = plannedSeconds
        self.measuredSeconds = measuredSeconds
    }
}
