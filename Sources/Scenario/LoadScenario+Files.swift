/// A file whose content a run sends.
package struct PayloadFile: Sendable, Equatable {
    /// As the scenario names it.
    package var path: String
    /// Whether it goes out as text, and so must be UTF-8 (RFC 6455, section 5.6).
    package var isText: Bool
}

extension LoadScenario {
    /// The files whose contents the sessions send, each once.
    package var payloadFiles: [PayloadFile] {
        var files: [PayloadFile] = []
        func note(_ path: String, _ isText: Bool) {
            if let index = files.firstIndex(where: { $0.path == path }) {
                files[index].isText = files[index].isText || isText
            } else {
                files.append(PayloadFile(path: path, isText: isText))
            }
        }
        func note(_ plan: MessagePlan) {
            if case .file(let path) = plan.payload { note(path, plan.kind == .text) }
        }
        for kind in kinds {
            if let plan = kind.messages { note(plan) }
            kind.script?.forEachStep { step in
                switch step {
                case .messages(let plan, _): note(plan)
                case .send(let send):
                    // With an opcode of its own a message is what the script makes it, faults and all.
                    if case .file(let path) = send.payload { note(path, send.kind == .text && send.opcode == nil) }
                default: break
                }
            }
        }
        return files
    }

    /// The files of certificates and keys, each once.
    package var tlsFiles: [String] {
        let files = kinds.flatMap { [$0.tls.authorities, $0.tls.certificate, $0.tls.key].compactMap(\.self) }
        return Set(files).sorted()
    }

    /// The files of the feeders, each once.
    package var feederFiles: [String] {
        feeders.map(\.file).reduce(into: []) { files, file in
            if !files.contains(file) { files.append(file) }
        }
    }
}
