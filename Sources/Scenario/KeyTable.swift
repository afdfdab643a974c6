/// The keys of one kind of object.
struct KeyTable: Sendable {
    /// Where the object stands, from the root: "messages.size[]"; empty for the root itself.
    let path: String
    let keys: [KeySpec]
    /// Keys that say the same here as in another table, where they are explained.
    let sharedKeys: [KeySpec]

    init(_ path: String, _ keys: [KeySpec], sharing sharedKeys: [KeySpec] = []) {
        self.path = path
        self.keys = keys
        self.sharedKeys = sharedKeys
    }

    var allKeys: [KeySpec] { keys + sharedKeys }

    subscript(name: String) -> KeySpec? {
        keys.first { $0.name == name } ?? sharedKeys.first { $0.name == name }
    }

    /// The path of a key of this object: "load.duration".
    func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// The key that was probably meant; nil where none is near.
    func nearest(to unknown: String) -> KeySpec? {
        let wanted = Self.plain(unknown)
        if let other = allKeys.first(where: { $0.otherNames.map(Self.plain).contains(wanted) }) { return other }
        let near = allKeys.filter { areNear(wanted, Self.plain($0.name)) }
        return near.min { editDistance(wanted, Self.plain($0.name)) < editDistance(wanted, Self.plain($1.name)) }
    }

    /// Case and the marks between words are spelt in many ways.
    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }
}

extension KeyTable {
    /// The same keys for an object that stands elsewhere: `messages.fragmentation` under `step.send`, which takes the
    /// place of the first part of the path.
    func under(_ owner: String) -> KeyTable {
        KeyTable(owner + path.drop { $0 != "." && $0 != "[" }, keys, sharing: sharedKeys)
    }
}
