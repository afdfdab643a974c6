/// Which part of a plan is whose: of a numbered plan, each `count`-th, beginning with `index`.
struct PlanCut: Sendable, Equatable {
    let index: Int
    let count: Int

    /// The whole plan.
    static let whole = PlanCut(index: 0, count: 1)

    /// The number in the whole plan of one of this part's own, counted from 0.
    func number(_ own: Int) -> Int { index + own * count }

    /// The place of a number among this part's own.
    func own(_ number: Int) -> Int { (number - index) / count }

    /// How many of the first `total` numbers are this part's own.
    func share(of total: Int) -> Int { total > index ? (total - index + count - 1) / count : 0 }

    func holds(_ number: Int) -> Bool { number % count == index }

    /// The first of this part's own that is not below a number.
    func first(from number: Int) -> Int { self.number(share(of: max(0, number))) }

    /// The last of this part's own that is below a number; negative where there is none.
    func last(below number: Int) -> Int { self.number(share(of: max(0, number)) - 1) }
}
