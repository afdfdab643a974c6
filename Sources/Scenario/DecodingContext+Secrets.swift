extension DecodingContext {
    /// Remembers that a string is for the server alone, or all strings of a list or an object: what it says itself, and
    /// what the environment gives to it.
    func noteSecret(_ node: JSONNode) {
        switch node.value {
        case .string(let text):
            noteSecret(SecretText.parts(of: text), of: node, environment: SecretText.environmentNames(in: text))
        case .array(let items): items.forEach(noteSecret)
        case .object(let object): object.members.forEach { noteSecret($0.value) }
        case .null, .boolean, .number, .broken: break
        }
    }

    /// Likewise of the parameters of a URL that are secret by their names.
    func noteSecrets(ofURL node: JSONNode) {
        guard case .string(let text) = node.value else { return }
        let (parts, names) = (SecretText.parts(ofURL: text), SecretText.environmentNames(inURL: text))
        if !parts.isEmpty || !names.isEmpty { noteSecret(parts, of: node, environment: names) }
    }

    /// Likewise of all texts of the document that are JSON, by the names in it.
    func noteSecrets(inTextsOf node: JSONNode) {
        switch node.value {
        case .string(let text):
            guard secrets[node.range] == nil else { return }
            let finder = SecretFinder(text)
            if finder.parts.isEmpty, finder.environmentNames.isEmpty { return }
            noteSecret(finder.parts, of: node, environment: finder.environmentNames)
        case .array(let items): items.forEach(noteSecrets(inTextsOf:))
        case .object(let object):
            // A pattern says what a secret looks like, and not what it is.
            for member in object.members where !["matches", "regex"].contains(member.key) {
                noteSecrets(inTextsOf: member.value)
            }
        case .null, .boolean, .number, .broken: break
        }
    }
}
