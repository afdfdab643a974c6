extension ScenarioDecoder {
    /// The load of an object with the key `executor`; nil, after reporting it, where it is faulty.
    func decodeExecutor(_ reader: ObjectReader) -> KindLoad? {
        guard let name = reader.choice("executor").flatMap(ExecutorName.init) else { return nil }
        checkKeys(of: name, reader)
        guard let executor = decodeExecutor(name, reader) else { return nil }
        checkConnects(executor, reader)
        var load = KindLoad(executor: executor)
        load.startTime = reader.duration("startTime") ?? load.startTime
        load.gracefulStop = reader.duration("gracefulStop") ?? load.gracefulStop
        return load
    }

    private func checkKeys(of name: ExecutorName, _ reader: ObjectReader) {
        let path = reader.table.path
        for key in name.neededKeys where reader.lacks(key) {
            diagnostics.error(
                "the key \"\(key)\" is missing in \"\(path)\"", at: reader.opening,
                help: "\"\(name.rawValue)\" needs it")
        }
        let others = ScenarioKeys.executorKeys.map(\.name).filter { $0 != "executor" } + ["sessions", "connectRate"]
        for key in others + ["duration"] where !name.keys.contains(key) {
            guard let node = reader.node(key) else { continue }
            diagnostics.error(
                "\"\(path).\(key)\" has no place with the executor \"\(name.rawValue)\"", at: node.range,
                help: "its keys are \(name.keys.joined(separator: ", "))")
        }
    }

    /// VUs that come at a connect rate may come too slowly.
    private func checkConnects(_ executor: Executor, _ reader: ObjectReader) {
        guard let duration = executor.duration, executor.timeToTarget > duration, reader.node("vus") != nil,
            let place = reader.node("connectRate") ?? reader.node("vus")
        else { return }
        let come = Int(duration / .seconds(1) * executor.highestRate) + 1
        diagnostics.warning(
            "the executor's time ends when \(come.grouped) of \(executor.mostSessions.grouped) virtual users have come",
            at: place.range,
            help: "raise \"connectRate\": the connects take \(DurationText.format(executor.timeToTarget))")
    }

    private func decodeExecutor(_ name: ExecutorName, _ reader: ObjectReader) -> Executor? {
        switch name {
        case .constantVUs:
            let vus = count("vus", reader)
            let duration = reader.duration("duration") ?? .seconds(1)
            return .constantVUs(vus, duration: duration, connectRate: connectRate(of: vus, reader))
        case .rampingVUs:
            let start = count("startVUs", reader)
            guard let stages = decodeStages(reader, start: Double(start), .virtualUsers) else { return nil }
            let graceful = reader.duration("gracefulRampDown") ?? .seconds(30)
            return .rampingVUs(start: start, stages: stages, gracefulRampDown: graceful)
        case .constantArrivalRate:
            let unit = decodeRateUnit(reader)
            let rate = reader.number("rate").flatMap { checked($0 / unit, reader.node("rate")) } ?? 1
            let stage = LoadStage(duration: reader.duration("duration") ?? .seconds(1), target: rate)
            return arrivals(from: rate, [stage], reader)
        case .rampingArrivalRate:
            let unit = decodeRateUnit(reader)
            let start = reader.number("startRate").flatMap { checked($0 / unit, reader.node("startRate")) } ?? 0
            guard let stages = decodeStages(reader, start: start, .rates(per: unit)) else { return nil }
            return arrivals(from: start, stages, reader)
        case .perVUIterations:
            let vus = count("vus", reader)
            return .perVUIterations(
                vus: vus, iterations: count("iterations", reader), maxDuration: longest(reader),
                connectRate: connectRate(of: vus, reader))
        case .sharedIterations:
            let vus = count("vus", reader)
            let iterations = count("iterations", reader)
            if iterations < vus, let node = reader.node("vus") {
                diagnostics.error(
                    "\(vus.grouped) virtual users share \(iterations.grouped) iterations", at: node.range,
                    help: "at most one virtual user for each iteration")
            }
            return .sharedIterations(
                vus: vus, iterations: iterations, maxDuration: longest(reader),
                connectRate: connectRate(of: vus, reader)
            )
        }
    }

    private func arrivals(from start: Double, _ stages: [LoadStage], _ reader: ObjectReader) -> Executor {
        let most = reader.integer("maxVUs").map { Int($0) }
        let prepared = reader.integer("preAllocatedVUs").map { Int($0) }
        if let most, let prepared, prepared > most, let node = reader.node("preAllocatedVUs") {
            diagnostics.error(
                "\"preAllocatedVUs\" (\(prepared.grouped)) is above \"maxVUs\" (\(most.grouped))", at: node.range,
                help: "lower the one or raise the other")
        }
        return .arrivals(startRate: start, stages: stages, spacing: decodeSpacing(reader), maxVUs: most)
    }

    private func decodeSpacing(_ reader: ObjectReader) -> ArrivalSpacing {
        guard let node = reader.node("arrivals") else { return .even }
        let table = ScenarioKeys.arrivals(at: reader.table.path)
        guard case .object = node.value else {
            guard case .string(let text) = node.value, text == "even" || text == "poisson" else {
                context.mismatch(node, reader.table, "arrivals")
                return .even
            }
            return text == "poisson" ? .poisson : .even
        }
        return ObjectReader(node, table, context)?.integer("burst").map { .bursts(Int($0)) } ?? .even
    }

    private func count(_ key: String, _ reader: ObjectReader) -> Int {
        reader.integer(key).map { Int($0) } ?? 1
    }

    private func longest(_ reader: ObjectReader) -> Duration {
        reader.duration("maxDuration") ?? .seconds(600)
    }

    private func connectRate(of vus: Int, _ reader: ObjectReader) -> Double {
        reader.number("connectRate") ?? Self.defaultConnectRate(vus)
    }

    /// Connects per second where the file does not say.
    static func defaultConnectRate(_ sessions: Int) -> Double { Double(min(sessions, 1000)) }

    /// Seconds of the unit in which rates are given.
    private func decodeRateUnit(_ reader: ObjectReader) -> Double {
        reader.duration("timeUnit").map { $0 / .seconds(1) } ?? 1
    }
}
