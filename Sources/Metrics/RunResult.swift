/// Everything that a run leaves behind: the content of `summary.json`.
package struct RunResult: Sendable, Equatable, Codable {
    /// Rises when a key changes its meaning or goes away.
    package static let currentSchemaVersion = 1

    /// Of this result: ``currentSchemaVersion`` unless it was read from a file.
    package var schemaVersion = RunResult.currentSchemaVersion
    /// What made the result.
    package var tool: ToolInfo
    /// The scenario's `name`.
    package var scenarioName: String
    /// How far the run came.
    package var status: RunStatus
    /// Nil while the run is going.
    package var verdict: Verdict?
    /// RFC 3339, UTC: ``UTCTime/rfc3339``.
    package var startedAt: String
    /// Nil while the run is going.
    package var finishedAt: String?
    /// Of all random choices, also where the runner drew it.
    package var seed: UInt64
    /// How messages came about within a session.
    package var loadModel: LoadModel
    /// How sessions came about: by a schedule where those of any kind do. Nil in results of versions that did not say it.
    package var sessionModel: SessionModel?
    /// In their order, as far as the run came.
    package var phases: [PhaseReport]
    /// The scenario as it was run.
    package var scenario: JSONText
    /// The machine and the settings.
    package var environment: EnvironmentReport
    /// What the load itself cost.
    package var generator: GeneratorReport
    /// Nil where the server under test is not ours.
    package var target: TargetReport?
    /// Nil where the sessions spoke none.
    package var tls: TLSReport?
    /// Nil where no messages were measured.
    package var littlesLaw: LittlesLaw?
    /// In the order of the scenario; nil where it has none.
    package var thresholds: [ThresholdReport]?
    /// Nil where no session lost its connection and tried to come back.
    package var recovery: RecoveryReport?
    /// The figures.
    package var metrics: RunMetrics
    /// The figures of each kind of session, in the order of the scenario; nil where there is one.
    package var kinds: [KindReport]?

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case tool
        case scenarioName = "scenario_name"
        case status, verdict
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case seed
        case loadModel = "load_model"
        case sessionModel = "session_model"
        case phases, scenario, environment, generator, target, tls
        case littlesLaw = "littles_law"
        case thresholds, recovery, metrics, kinds
    }

    package init(
        tool: ToolInfo, scenarioName: String, status: RunStatus, verdict: Verdict? = nil, startedAt: String,
        finishedAt: String? = nil, seed: UInt64, loadModel: LoadModel,
        sessionModel: SessionModel? = nil, phases: [PhaseReport], scenario: JSONText,
        environment: EnvironmentReport, generator: GeneratorReport, target: TargetReport? = nil, tls: TLSReport? = nil,
        littlesLaw: LittlesLaw? = nil, thresholds: [ThresholdReport]? = nil, recovery: RecoveryReport? = nil,
        metrics: RunMetrics, kinds: [KindReport]? = nil
    ) {
        self.tool = tool
        self.scenarioName = scenarioName
        self.status = status
        self.verdict = verdict
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.seed = seed
        self.loadModel = loadModel
        self.sessionModel = sessionModel
        self.phases = phases
        self.scenario = scenario
        self.environment = environment
        self.generator = generator
        self.target = target
        self.tls = tls
        self.littlesLaw = littlesLaw
        self.thresholds = thresholds
        self.recovery = recovery
        self.metrics = metrics
        self.kinds = kinds
    }

    /// The measured time of a phase in seconds; 0 where the run did not come that far.
    package func seconds(_ phase: Phase) -> Double {
        phases.first { $0.name == phase }?.measuredSeconds ?? 0
    }
}
