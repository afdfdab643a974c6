import Scenario

extension Preflight {
    /// How long a server may be busy with other things before it takes connects again.
    private static let stall = 0.1

    /// Connects wait in the kernel of the server's machine, which is seen only where it is this one.
    var acceptQueue: Finding? {
        guard let queue = machine.acceptQueue else { return nil }
        guard let demand else {
            return Finding(
                .acceptQueue, .ok, "\(queue.grouped) connects may wait for a server on this machine (somaxconn)")
        }
        guard demand.place != .elsewhere else { return nil }
        let burst = min(demand.sessions, Int((demand.connectRate * Preflight.stall).rounded(.up)))
        let rate = Int(demand.connectRate.rounded(.up)).grouped
        let waiting = "at \(rate) connects per second a server that is busy for 0.1 s leaves \(burst.grouped) waiting"
        if burst > queue {
            return Finding(
                .acceptQueue, .warning, "\(waiting), and \(queue.grouped) may wait (somaxconn)",
                mends: [
                    "\(sudo)sysctl -w net.core.somaxconn=\(min(65_535, 2 * burst))",
                    "\"load\": { \"connectRate\": \(Int(Double(queue) / Preflight.stall)) }",
                ])
        }
        // Linux takes connects in without SYN cookies while a quarter of this queue is free.
        if let half = machine.synQueue, !machine.hasSynCookies, burst > half - half / 4 {
            return Finding(
                .acceptQueue, .warning,
                "\(waiting), and \(half.grouped) may be half-open without SYN cookies (tcp_max_syn_backlog)",
                mends: [
                    "\(sudo)sysctl -w net.ipv4.tcp_max_syn_backlog=\(2 * burst)",
                    "\(sudo)sysctl -w net.ipv4.tcp_syncookies=1",
                ])
        }
        return Finding(
            .acceptQueue, .ok, "\(queue.grouped) connects may wait, a stall of 0.1 s leaves \(burst.grouped) waiting")
    }

    /// An entry stays for two minutes after its connection, so that all sessions of a short run count.
    var connectionTracking: Finding? {
        guard let maximum = machine.trackedMaximum else { return nil }
        let state = "\(machine.trackedNow.grouped) of \(maximum.grouped) connections tracked"
        guard let demand else { return Finding(.connectionTracking, .ok, state) }
        let needed = machine.trackedNow + demand.sessions
        guard needed > maximum else { return Finding(.connectionTracking, .ok, state) }
        // An empty table means as a rule that the module is loaded and no firewall rule asks it.
        return Finding(
            .connectionTracking, machine.trackedNow == 0 ? .note : .warning,
            "\(state), and \(Preflight.count(demand.sessions, "session")) to come: past the limit the kernel drops "
                + "packets",
            mends: ["\(sudo)sysctl -w net.netfilter.nf_conntrack_max=\(needed + needed / 4)"])
    }
}
