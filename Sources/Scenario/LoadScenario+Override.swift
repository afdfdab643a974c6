extension LoadScenario {
    /// Replaces the measured time, as `--duration` does; warm-up and ramp-down stay as they are.
    ///
    /// - Parameter text: A duration as in the file, such as `10s`; longer than 0.
    /// - Throws: `ScenarioOverrideError` where it is none.
    package mutating func override(duration text: String) throws(ScenarioOverrideError) {
        let duration: Duration
        do throws(TextFault) {
            duration = try DurationText.parse(text)
        } catch {
            throw ScenarioOverrideError(error)
        }
        guard duration > .zero else { throw ScenarioOverrideError("the duration must be longer than 0s") }
        load.duration = duration
    }

    /// Replaces the target, as `--url` does.
    ///
    /// - Parameter text: A `ws://` URL as in the file.
    /// - Throws: `ScenarioOverrideError` where it is none, or where the scenario's source addresses cannot reach it.
    package mutating func override(url text: String) throws(ScenarioOverrideError) {
        var changed = self
        do throws(TextFault) {
            changed.target = .url(try TargetURL.parse(text))
            if let fault = changed.sourceFamilyFault { throw fault }
        } catch {
            throw ScenarioOverrideError(error)
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
            throw ScenarioOverrideError("the workers must be \(kind.expectation), not \(count)")
        }
        workers = count
    }
}
