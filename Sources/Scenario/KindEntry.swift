/// An entry of `scenarios` on its way into the model.
struct KindEntry {
    /// Of the load.
    enum Source {
        /// The entry has executor keys; nil where they are faulty.
        case own(KindLoad?)
        /// A share of the root's `load`.
        case share(weight: Double)
    }

    var kind: SessionKind
    var source: Source
    /// Of the name.
    var place: Range<Int>
    /// Of the key `weight`.
    var weightPlace: Range<Int>?

    var hasOwnLoad: Bool {
        if case .own = source { true } else { false }
    }

    var weight: Double {
        if case .share(let weight) = source { weight } else { 1 }
    }
}
