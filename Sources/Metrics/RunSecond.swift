/// A second of a run that is complete.
package struct RunSecond: Sendable, Equatable {
    /// What is shown of it.
    package var row: TimeSeriesRow
    /// What each kind of session did in it, by its index.
    package var kinds: [FigureSet]
    /// The sessions of each kind at its end, likewise.
    package var gauges: [SessionGauges]
}
