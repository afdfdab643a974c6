/// What can be said of a difference.
package enum ComparisonMark: String, Sendable {
    /// It is the reference itself.
    case reference
    /// The interval of the difference lies on the good side of zero.
    case better
    /// The interval lies on the bad side.
    case worse
    /// The interval has zero in it.
    case indistinguishable
    /// There is too little to make an interval of.
    case unknown
}
