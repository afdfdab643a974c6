/// What a scenario says and never does.
extension ScenarioDecoder {
    func checkIdleFeeders(_ scenario: LoadScenario) {
        guard context.areSound("feeders", "script", "on", "scenarios") else { return }
        var fed: Set<String> = []
        for kind in scenario.kinds {
            fed.formUnion(kind.handshakeFeeders)
            kind.script?.forEachStep { step in
                if case .feed(let name) = step { fed.insert(name) }
            }
        }
        for feeder in scenario.feeders where !fed.contains(feeder.name) {
            guard let place = context.place("feeders.\(feeder.name)") else { continue }
            diagnostics.warning(
                "no script takes a row of the feeder \"\(feeder.name)\"", at: place,
                help: "add the step {\"feed\": \"\(feeder.name)\"}, or leave the feeder out")
        }
    }

    /// A session whose handshake should be refused ends with it, whatever the server says.
    func checkExpectedRefusal(_ kind: SessionKind) {
        guard kind.expectedRefusal != nil,
            let key = kind.script != nil ? "script" : kind.messages.map({ _ in "messages" }),
            let place = context.place(key)
        else { return }
        diagnostics.warning(
            "\"\(key)\" never begins: \"expectHandshake\" ends each session with its opening handshake", at: place,
            help: "leave one of the two out, or give them to different kinds in \"scenarios\"")
    }
}
