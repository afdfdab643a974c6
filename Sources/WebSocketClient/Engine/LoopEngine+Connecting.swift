import WebSocketTransport

extension LoopEngine {
    /// Starts a connect. Each has a plan of its own, which takes the place of the one before.
    ///
    /// - Parameters:
    ///   - plan: of the connect.
    ///   - tag: names the session in events.
    /// - Returns: the channel that connects; one that has failed at once is gone already.
    func connect(_ plan: ConnectPlan, tag: UInt32) -> ChannelID {
        table.prepare(plan, inPlaceOf: hasPlan ? 0 : nil)
        hasPlan = true
        connectCount += 1
        return table.connect(tag: tag, number: connectCount)
    }
}
