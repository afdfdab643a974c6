/// A condition of `thresholds`, in k6's grammar with units and a window: `p(99)<50ms over 30s`.
struct ThresholdText {
    var aggregation: ThresholdPlan.Aggregation
    var relation: ThresholdPlan.Relation
    /// Without a unit as it stands; with one in milliseconds, or a share in parts of 1.
    var limit: Double
    /// Of the number in the text.
    var limitRange: Range<Int>
    /// The unit of the limit in the text, with its place; nil: a bare number.
    var unit: (name: String, range: Range<Int>)?
    /// Of the aggregation in the text.
    var aggregationRange: Range<Int>
    var window: Duration?

    static func parse(_ text: String) throws(TextFault) -> ThresholdText {
        var scanner = ThresholdScanner(text)
        let aggregation = try scanner.aggregation()
        let relation = try scanner.relation()
        let (limit, limitRange, unit) = try scanner.limit()
        let window = try scanner.window()
        return ThresholdText(
            aggregation: aggregation.value, relation: relation, limit: limit, limitRange: limitRange, unit: unit,
            aggregationRange: aggregation.range, window: window)
    }
}
