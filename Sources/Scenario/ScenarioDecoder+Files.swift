extension ScenarioDecoder {
    /// The path of a file that the run needs, which must be there; nil, after reporting it, where it is not.
    func decodeFile(_ node: JSONNode, _ key: String) -> String? {
        guard let path = context.string(node, key) else { return nil }
        let message: String
        var help: String?
        switch path.isEmpty ? .missing : context.fileStatus(path) {
        case .file(let bytes) where bytes <= ScenarioKeys.maximumSize:
            context.note(FileReference(path: path, key: key, range: node.range, bytes: bytes))
            return path
        case .file(let bytes):
            message = "the file is too large: \(bytes.grouped) bytes"
            help = "at most \(SizeText.format(ScenarioKeys.maximumSize))"
        case .missing:
            message = "there is no file \"\(path)\""
            help = "the path is relative to the scenario file"
        case .notAFile: message = "\"\(path)\" is not a file"
        case .unreadable(let reason): message = "the file \"\(path)\" cannot be read: \(reason)"
        }
        diagnostics.error("\"\(key)\": \(message)", at: node.range, help: help)
        return nil
    }
}
