/// Values that the command line gives to a scenario: `-e KEY=V`.
package enum EnvironmentText {
    /// Puts the values of the options together, of which the last one for a key counts.
    ///
    /// - Parameter options: as they were written, such as `TOKEN=abc`.
    /// - Returns: the values by their keys; what stands behind the first `=` is the value, and may be empty.
    /// - Throws: `ScenarioOverrideError` where one has no `=` or no name before it.
    package static func parse(_ options: [String]) throws(ScenarioOverrideError) -> [String: String] {
        var values: [String: String] = [:]
        for option in options {
            guard let sign = option.firstIndex(of: "=") else {
                throw ScenarioOverrideError("-e", "\"\(option)\" gives no value", help: "write -e \(option)=…")
            }
            let name = String(option[..<sign])
            guard isName(name) else {
                throw ScenarioOverrideError("-e", "\"\(name)\" is not a name in the environment", help: nameHelp)
            }
            values[name] = String(option[option.index(after: sign)...])
        }
        return values
    }

    static func isName(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.first.map { $0.isLetter || $0 == UInt8(ascii: "_") } == true
            && bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    static let nameHelp = "letters (a-z, A-Z), digits and \"_\", with no digit first"
}
