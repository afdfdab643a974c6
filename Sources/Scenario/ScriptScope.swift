/// What is known while one script is read: the names it gives and uses, which are held against each other when all of
/// it has been read.
struct ScriptScope {
    /// A name between `{{` and `}}`, with the key it stands under and its place in the file.
    struct Use {
        var name: String
        /// Of a feeder; nil: `name` is a variable.
        var column: String?
        var path: String
        var range: Range<Int>
        var isInListener: Bool
    }

    /// What the step `messages` expects where it does not say so itself.
    var reply = ReplyPlan()
    /// What `set` and `capture` give values to.
    var variables: Set<String> = []
    var uses: [Use] = []
    /// The steps `feed`: which feeder, and where in the file.
    var feeds: [(name: String, offset: Int)] = []
    /// Set while the steps of a listener are read, which run at no fixed place of the script.
    var isInListener = false
}
