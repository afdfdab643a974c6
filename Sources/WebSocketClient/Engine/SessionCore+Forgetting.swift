extension SessionCore {
    /// Lets go what cancelled tasks leave behind, frames among it: once for all that are cancelled together.
    func forgetCancelled() {
        guard !isForgetting else { return }
        isForgetting = true
        engine.add(
            .work {
                self.isForgetting = false
                self.senders.removeAll { !$0.waiter.isPending }
                self.flushers.removeAll { !$0.waiter.isPending }
                self.closers.removeAll { !$0.isPending }
                self.reasonWaiters.removeAll { !$0.isPending }
                if self.receiver?.isPending == false { self.receiver = nil }
            })
    }
}
