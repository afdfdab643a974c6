extension LoadScenario {
    /// Replaces the measured time, as `--duration` does; warm-up and ramp-down stay as they are. With executors it is
    /// the time of each: constant ones have it in place of their `duration`, ramping ones put it into their stages, of
    /// which each keeps its share, and those that end by their iterations stay as they are.
    ///
    /// - Parameter text: A duration as in the file, such as `10s`; longer than 0.
    /// - Throws: `ScenarioOverrideError` where it is none, where it means nothing to any executor, or where the run
    ///   would end within its warm-up.
    package mutating func override(duration text: String) throws(ScenarioOverrideError) {
        let duration: Duration
        do throws(TextFault) {
            duration = try DurationText.parse(text)
        } catch {
            throw ScenarioOverrideError("--duration", error)
        }
        guard duration > .zero else { throw ScenarioOverrideError("--duration", "the duration must be longer than 0s") }
        if kinds.allSatisfy({ $0.load.end == nil }) {
            load.duration = duration
        } else {
            try override(executors: duration)
        }
    }

    private mutating func override(executors duration: Duration) throws(ScenarioOverrideError) {
        var changed = self
        for index in kinds.indices {
            guard let executor = kinds[index].load.executor.lasting(duration) else { continue }
            changed.kinds[index].load.executor = executor
        }
        if kinds.allSatisfy({ $0.load.executor.lasting(duration) == nil }) {
            throw ScenarioOverrideError(
                "--duration", "the executors end by their iterations, and a duration means nothing to them",
                help: "\"maxDuration\" in the scenario bounds them")
        }
        changed.load.adopt(changed.kinds.map(\.load))
        guard let measured = changed.load.duration, measured > .zero else {
            throw ScenarioOverrideError(
                "--duration", "the run would end within its warm-up of \(DurationText.format(changed.load.warmUp))")
        }
        self = changed
    }

    /// Replaces the target, as `--url` does.
    ///
    /// - Parameter text: A `ws://` or `wss://` URL as in the file.
    /// - Throws: `ScenarioOverrideError` where it is none, or where the scenario's source addresses cannot reach it.
    package mutating func override(url text: String) throws(ScenarioOverrideError) {
        var changed = self
        do throws(TextFault) {
            changed.target = .url(try TargetURL.parse(text))
            if let fault = changed.sourceFamilyFault { throw fault }
            changed.embeddedSpeaksTLS = false
            changed.embeddedPermitsUnmasked = false
            changed.embeddedCompression = EmbeddedCompression()
        } catch {
            throw ScenarioOverrideError("--url", error)
        }
        self = changed
    }

    /// Replaces the seed, as `--seed` does.
    ///
    /// - Parameter value: Any number.
    package mutating func override(seed value: UInt64) {
        seed = value
    }

    /// Replaces the number of worker threads, as `--workers` does.
    ///
    /// - Parameter count: From 1 to 1,024.
    /// - Throws: `ScenarioOverrideError` where it is out of these bounds.
    package mutating func override(workers count: Int) throws(ScenarioOverrideError) {
        guard UInt64(exactly: count).map(ScenarioKeys.workerCounts.contains) == true else {
            let kind = ValueKind.integer(ScenarioKeys.workerCounts)
            throw ScenarioOverrideError("--workers", "the workers must be \(kind.expectation), not \(count)")
        }
        workers = count
    }
}
