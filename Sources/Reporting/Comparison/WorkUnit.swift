/// What a run's costs are divided by.
package enum WorkUnit: String, Sendable {
    /// Messages that were sent or that came, whichever are more, so that an echo counts as one.
    case message
    /// Sessions that opened, in runs without messages.
    case session
}
