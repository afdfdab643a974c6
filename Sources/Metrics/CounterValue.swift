/// What a counter came to.
package struct CounterValue: Sendable, Equatable {
    /// Over the whole run.
    package var total: Int
    /// In the measured window.
    package var window: Int
    /// The window's value by the window's measured time, to three decimals.
    package var perSecond: Double

    package init(total: Int, window: Int, perSecond: Double) {
        self.total = total
        self.window = window
        self.perSecond = perSecond.toThousandths
    }

    static let zero = CounterValue(total: 0, window: 0, perSecond: 0)

    static func + (left: CounterValue, right: CounterValue) -> CounterValue {
        CounterValue(
            total: left.total + right.total, window: left.window + right.window,
            perSecond: left.perSecond + right.perSecond)
    }
}

extension Double {
    /// Rounded to three decimals, which is as far as figures for people go.
    var toThousandths: Double { (self * 1000).rounded() / 1000 }
}
