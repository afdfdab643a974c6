import Scenario

extension Preflight {
    /// The widest range that leaves the ports of the system's own services alone.
    private static let widest = 1024...65535

    /// Sessions from one source address to one address and port of a server.
    package static func sessionsAllowedByPorts(_ machine: MachineState) -> Int {
        max(0, machine.localPorts.count - machine.reservedPorts)
    }

    var localPorts: Finding {
        let ports = Preflight.sessionsAllowedByPorts(machine)
        let range = "\(machine.localPorts.lowerBound)-\(machine.localPorts.upperBound)"
        let waiting = machine.timeWait > 0 ? ", \(machine.timeWait.grouped) in TIME_WAIT" : ""
        guard let demand else {
            return Finding(
                .localPorts, .ok,
                "\(ports.grouped) (\(range))\(waiting): as many sessions to one server address from each source address"
            )
        }
        guard demand.needsPorts else { return Finding(.localPorts, .ok, "a Unix-domain socket takes none") }
        let allowed = ports * demand.sources
        var severity = Preflight.severity(demand, above: allowed)
        // A name may stand for several addresses, each of which has all the ports again.
        if severity == .refusal, demand.isName, demand.place == .elsewhere { severity = .warning }
        let from = "from \(Preflight.count(demand.sources, "source address", "source addresses"))"
        if severity > .ok {
            return Finding(
                .localPorts, severity,
                "\(demand.openAtMost.grouped) sessions at once to one server address are more than the "
                    + "\(allowed.grouped) ports (\(range)) \(from)",
                mends: mends(for: demand, ports: ports))
        }
        // Ports that an earlier run has just left can be used again in a minute.
        if demand.openAtMost > allowed - machine.timeWait {
            return Finding(
                .localPorts, .note,
                "\(demand.openAtMost.grouped) needed of \(allowed.grouped) \(from), of which up to "
                    + "\(machine.timeWait.grouped) are in TIME_WAIT for at most a minute more")
        }
        return Finding(.localPorts, .ok, "\(demand.openAtMost.grouped) needed of \(allowed.grouped) \(from)\(waiting)")
    }

    private func mends(for demand: RunDemand, ports: Int) -> [String] {
        var mends: [String] = []
        let widened = Preflight.widest.count - machine.reservedPorts
        if widened > ports, widened * demand.sources >= demand.openAtMost {
            let range = Preflight.widest
            mends.append(
                "\(sudo)sysctl -w net.ipv4.ip_local_port_range=\"\(range.lowerBound) \(range.upperBound)\"")
        }
        if ports > 0 {
            let needed = (demand.openAtMost + ports - 1) / ports
            mends.append("\"connection\": { \"sourceAddresses\": [\(Preflight.sources(needed, for: demand))] }")
            mends.append("\"load\": { \"sessions\": \(ports * demand.sources) }")
        }
        return mends
    }

    /// All of 127.0.0.0/8 is this machine; elsewhere only the user knows the addresses.
    private static func sources(_ count: Int, for demand: RunDemand) -> String {
        guard demand.place != .elsewhere, !demand.isIPv6 else { return " \(count) addresses of this machine " }
        let last = 1 + count
        let address = "127.\(last >> 16 & 255).\(last >> 8 & 255).\(last & 255)"
        return count == 1 ? "\"127.0.0.2\"" : "\"127.0.0.2-\(address)\""
    }
}
