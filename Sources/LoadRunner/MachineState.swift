/// What of a machine bears on a run, as it stands at one moment. Nil where the machine does not tell.
package struct MachineState: Sendable, Equatable {
    /// Whether the process may change the machine's settings by itself: its effective user is root.
    var isRoot: Bool

    /// Of the process: up to where it may raise its own limit.
    var openFilesHard: Int
    /// Up to where the administrator may raise it (`fs.nr_open`).
    var openFilesCeiling: Int?
    /// Files that the whole system may still open (`fs.file-max`).
    var systemFilesFree: Int?

    /// From which the kernel takes the ports of outgoing connections.
    var localPorts: ClosedRange<Int>
    /// Ports of that range that are kept for others (`ip_local_reserved_ports`).
    var reservedPorts: Int
    /// Connections in TIME_WAIT, of whatever program.
    var timeWait: Int

    /// Connects that may wait until a server accepts them (`somaxconn`).
    var acceptQueue: Int?
    /// Half-open connects of a listener, which count only without SYN cookies.
    var synQueue: Int?
    var hasSynCookies: Bool

    /// Nil where the kernel tracks no connections.
    var trackedMaximum: Int?
    var trackedNow: Int

    /// That this process may use.
    var cores: Int
    /// Mean of the last minute.
    var load: Double
    /// Threads of others that run or could run at this moment.
    var othersRunning: Int
    var governors: [String]
    /// The driver behind the governor.
    var frequencyDriver: String?

    var clockSource: String?
    var clockSourcesOnOffer: [String]

    /// Why no connection can have kTLS; nil where it can.
    var kernelTLSObstacle: String?

    var memoryAvailable: Int?
    /// What limits the process beyond the machine.
    var controlGroup: ControlGroup
}
