@testable import LoadRunner

extension MachineState {
    /// A machine on which nothing is amiss, with four cores and the limits of a common server.
    static let sound = MachineState(
        isRoot: false, openFilesHard: 20_000, openFilesCeiling: 1_048_576, systemFilesFree: 2_000_000,
        localPorts: 32768...60999,
        reservedPorts: 0, timeWait: 0, acceptQueue: 4096, synQueue: 2048, hasSynCookies: true, trackedMaximum: nil,
        trackedNow: 0, cores: 4, load: 0.1, othersRunning: 0, governors: [], frequencyDriver: nil, clockSource: "tsc",
        clockSourcesOnOffer: ["tsc", "hpet"], memoryAvailable: 8 << 30, controlGroup: ControlGroup())

    func with(_ change: (inout MachineState) -> Void) -> MachineState {
        var changed = self
        change(&changed)
        return changed
    }
}
