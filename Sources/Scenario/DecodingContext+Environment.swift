extension DecodingContext {
    /// The text of a string that is the same for all sessions, with the values of the environment in it.
    ///
    /// - Returns: nil, after reporting it, where another value stands in it.
    func filled(_ node: JSONNode, _ path: String) -> String? {
        guard let text = string(node, path) else { return nil }
        do throws(TextFault) {
            var bytes: [UInt8] = []
            for piece in try TemplateParser.parse(text, environment: environment).pieces {
                switch piece.content {
                case .literal(let part), .environment(_, let part): bytes += part
                case .value:
                    throw TextFault(
                        "only values of the environment can stand here, which are the same for all sessions",
                        help: "such as {{env.HOST}}, given by -e HOST=…; {{{{ stands for two braces",
                        range: piece.range)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            report(error, in: node, path)
            return nil
        }
    }

    /// Reports what is wrong with a text that was filled: at the faulty part of it where that is as in the file.
    func report(_ fault: TextFault, in node: JSONNode, filled text: String, _ path: String) {
        var fault = fault
        if case .string(let written) = node.value, written != text { fault.range = nil }
        report(fault, in: node, path)
    }
}
