import Scenario

extension Preflight {
    /// Of an idle session: 1 KiB of Squall's own and about 3 KiB of the kernel's.
    private static let perSession = 4 * 1024
    /// What OpenSSL has of an idle session beside, buffers released.
    private static let perTLSSession = 17 * 1024
    /// Of the process without sessions, with its histograms and buffers.
    private static let base = 64 << 20

    var memory: Finding? {
        let group = machine.controlGroup.memory
        guard let free = [machine.memoryAvailable, group?.free].compactMap(\.self).min() else { return nil }
        let isGroup = group.map { $0.free == free } ?? false
        let limit = "\(Preflight.mebibytes(free)) available" + (isGroup ? " (\(group?.path ?? ""))" : "")
        guard let demand else {
            let sessions = max(0, free - Preflight.base) / Preflight.perSession
            return Finding(.memory, .ok, "\(limit): about \(sessions.grouped) idle sessions")
        }
        let sides = demand.place == .embedded ? 2 : 1
        // The payloads' pool, and a message in each worker's output. An embedded echo server holds no whole message.
        let shared =
            Preflight.base * sides + demand.largestMessage * (1 + demand.workers) + demand.heldByServer
        let tls = demand.speaksTLS ? Preflight.perTLSSession : 0
        let perSession = (Preflight.perSession + demand.buffers + demand.compression + tls) * sides + demand.heldBack
        let needed = shared + demand.openAtMost * perSession
        let need = "\(Preflight.mebibytes(needed)) needed"
        // The last fifth is what makes a machine swap or kill.
        guard needed > free - free / 5 else { return Finding(.memory, .ok, "\(need), \(limit)") }
        let sessions = (free / 5 * 4 - shared) / perSession
        return Finding(
            .memory, .warning, "\(need) when all sessions are open, \(limit)",
            mends: (isGroup ? ["echo max | \(sudo)tee \(group?.path ?? "")"] : [])
                + (sessions > 0 ? ["\"load\": { \"sessions\": \(sessions) }"] : []))
    }

    var timeSource: Finding? {
        guard let source = machine.clockSource else { return nil }
        // Read without a system call, or nearly so.
        let fast = ["tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "riscv_clocksource"]
        if fast.contains(source) { return Finding(.timeSource, .ok, source) }
        let slow = ["acpi_pm", "hpet", "jiffies", "refined-jiffies"].contains(source)
        let file = "/sys/devices/system/clocksource/clocksource0/current_clocksource"
        let better = fast.first { machine.clockSourcesOnOffer.contains($0) }
        return Finding(
            .timeSource, slow ? .warning : .note,
            "\(source): \(slow ? "reading the time is slow, and every message needs it" : "may be slow to read")",
            mends: [
                better.map { "echo \($0) | \(sudo)tee \(file)" } ?? "add clocksource=tsc to the kernel's command line"
            ])
    }
}
