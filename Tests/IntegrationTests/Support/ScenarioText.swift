/// The text of a scenario file: a name, a target, and the members that matter to a test, each with its JSON.
func scenario(_ url: String, _ members: KeyValuePairs<String, String>) -> String {
    scenario(target: #"{ "url": "\#(url)" }"#, members)
}

/// The same against Squall's own echo server.
func embedded(_ members: KeyValuePairs<String, String>) -> String {
    scenario(target: #"{ "embedded": "echo" }"#, members)
}

/// The same against any target.
func scenario(target: String, _ members: KeyValuePairs<String, String>) -> String {
    let all = [("name", #""test""#), ("target", target)] + members.map { ($0.key, $0.value) }
    return "{\n" + all.map { "  \"\($0)\": \($1)" }.joined(separator: ",\n") + "\n}\n"
}
