import Glibc
import Metrics
import NetworkIO
import Scenario
import WebSocketTransport

/// One run of a scenario, from the start of its workers to its result.
///
/// Blocks the calling thread, on which it also reports. Formats and writes nothing.
package struct LoadRun {
    private let scenario: LoadScenario
    private let settings: RunSettings
    private let seed: UInt64
    private let workers: Int

    /// - Parameters:
    ///   - scenario: what is to run, overrides included.
    ///   - settings: of this run; what they leave open (seed, workers) is taken from the scenario, or else chosen here.
    package init(scenario: LoadScenario, settings: RunSettings) {
        self.scenario = scenario
        self.settings = settings
        seed = settings.seed ?? scenario.seed ?? UInt64.random(in: 0..<(1 << 53))
        workers =
            settings.workers ?? WorkerCount.chosen(for: scenario, cores: WorkerThread.allowedCores().count)
    }

    /// Runs the scenario to its end.
    ///
    /// - Parameters:
    ///   - control: stops the run before its time.
    ///   - observe: is told what happens, on the calling thread.
    /// - Returns: the result, also of a run that was stopped.
    /// - Throws: what kept the run from beginning. A run that has begun always has a result.
    package func run(control: RunControl, observe: (RunEvent) -> Void) throws(RunFailure) -> RunResult {
        OpenFileLimit.raise()
        let usageBefore = rusage.ofThisProcess()
        var server: EmbeddedServer?
        if case .embedded(let kind) = scenario.target {
            server = try EmbeddedServer(
                kind, speaksTLS: scenario.embeddedSpeaksTLS, executable: settings.executable,
                options: scenario.embeddedServerOptions)
        }
        var plan = try compile(server)
        let deliveries = DeliveryBox()
        let crew = try WorkerCrew(count: workers, seed: seed, deliveries: deliveries)
        // The workers begin together, once all of them have heard of it.
        plan.origin = MonotonicClock.now() + 20_000_000
        setWindow(&plan)
        crew.begin(plan)
        control.attach(crew.loops)
        var collector = Collector(
            plan: plan,
            report: ReportBuilder(
                scenario: scenario, settings: settings, seed: seed, workers: workers, plan: plan,
                usageBefore: usageBefore),
            server: server, deliveries: deliveries, control: control)
        collector.collect(observe)
        crew.join()
        control.attach([])
        return collector.finish()
    }

    /// The measured window of a plan whose origin is known.
    private func setWindow(_ plan: inout WorkerPlan) {
        let load = scenario.load
        plan.measureStart = TimerWheel.tickEnd(from: plan.origin + load.warmUp.nanoseconds)
        plan.measureEnd = load.duration.map { plan.measureStart + $0.nanoseconds }
        guard load.warmUpEnd == .target else { return }
        let slack = scenario.connection.timeout + .seconds(1)
        plan.target = WarmUpTarget(
            planned: plan.measureStart, latest: plan.measureStart + slack.nanoseconds,
            duration: plan.endIsFixed ? nil : load.duration?.nanoseconds)
        plan.measureStart = .max
        if !plan.endIsFixed { plan.measureEnd = nil }
    }

    private func compile(_ server: EmbeddedServer?) throws(RunFailure) -> WorkerPlan {
        let target: TargetURL
        switch (scenario.target, server) {
        case (.url(let url), _): target = url
        case (.embedded, let server?):
            let isSecure = scenario.embeddedSpeaksTLS
            let text = "\(isSecure ? "wss" : "ws")://127.0.0.1:\(server.port)/"
            target = TargetURL(text: text, host: "127.0.0.1", port: server.port, resource: "/", isSecure: isSecure)
        case (.embedded, nil): throw .embeddedServer("it was not started")
        }
        return try PlanCompiler(
            scenario: scenario, seed: seed, workers: workers, target: target, contents: settings.contents,
            embeddedCertificate: server?.certificate
        ).compile()
    }
}
