extension SessionKind {
    /// What it sends, as far as its size is known before the run: the loops of `messages`, and the steps `send`.
    package var payloads: [MessagePayload] {
        var payloads = messages.map { [$0.payload] } ?? []
        script?.forEachStep { step in
            switch step {
            case .messages(let plan, _): payloads.append(plan.payload)
            case .send(let send):
                switch send.payload {
                case .generated(let sizes): payloads.append(.generated(sizes))
                case .file(let path): payloads.append(.file(path))
                case .template: break
                }
            default: break
            }
        }
        return payloads
    }

    /// Whether its script ever stops reading, so that the server has to keep what it sends.
    package var stopsReading: Bool {
        var stops = false
        script?.forEachStep { step in
            guard case .fault(let step) = step else { return }
            switch step.fault {
            case .slowReader, .silence: stops = true
            default: break
            }
        }
        return stops
    }
}
