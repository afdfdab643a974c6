/// Takes the variants out of a scenario: what each of them changes, and which is the reference.
struct VariantReader {
    /// A variant before it is read as a scenario.
    struct Draft {
        var name: VariantName
        /// Where the file names it.
        var place: Range<Int>
        var changes: [JSONNode]
    }

    static let counts = 2...64
    static let keys: Set<String> = ["variants", "matrix", "comparison"]
    /// Files that a comparison writes beside the variants' folders, also while they are half written.
    private static let takenNames = Set(
        ["comparison.json", "comparison.csv", "scenario.json"].flatMap { [$0, $0 + ".part"] })

    let context: DecodingContext
    var diagnostics: DiagnosticList { context.diagnostics }

    /// Whether a file asks for a comparison.
    static func isAsked(by root: JSONNode) -> Bool {
        root.members.contains { keys.contains($0.key) }
    }

    func drafts(_ root: JSONNode) -> [Draft] {
        let drafts: [Draft]
        switch (root["variants"], root["matrix"]) {
        case (let variants?, nil): drafts = named(variants, "variants", of: root)
        case (nil, let matrix?): drafts = combinations(matrix, of: root)
        case (.some, let matrix?):
            diagnostics.error(
                "\"matrix\" has no place beside \"variants\"", at: matrix.range,
                help: "leave one of them out; a dimension of a matrix may have named changes, too")
            return []
        case (nil, nil):
            guard let member = root.members.first(where: { $0.key == "comparison" }) else { return [] }
            diagnostics.error(
                "\"comparison\" has nothing to compare", at: member.keyRange,
                help: "name the settings in \"variants\" or \"matrix\"")
            return []
        }
        guard !diagnostics.hasErrors else { return drafts }
        if let node = root[root["variants"] == nil ? "matrix" : "variants"], !Self.counts.contains(drafts.count) {
            diagnostics.error(
                "a comparison has \(Self.counts.lowerBound) to \(Self.counts.upperBound) variants, "
                    + "not \(drafts.count.grouped)", at: node.range)
        }
        return drafts
    }

    /// Names, each with changes.
    func named(_ node: JSONNode, _ path: String, of root: JSONNode) -> [Draft] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, .custom("an object of names, each with an object of changes"), path)
            return []
        }
        return object.members.compactMap { member in
            checkName(member.key, at: member.keyRange)
            guard check(member.value, "\(path).\(member.key)", of: root) else { return nil }
            let name = VariantName(parts: [.init(text: member.key)])
            return Draft(name: name, place: member.keyRange, changes: [member.value])
        }
    }

    func plan(_ root: JSONNode, _ names: [String]) -> ComparisonPlan {
        var plan = ComparisonPlan(reference: 0, rounds: ComparisonPlan.defaultRounds, duration: nil)
        guard let node = root["comparison"], let reader = ObjectReader(node, ScenarioKeys.comparisonPlan, context)
        else {
            return plan
        }
        plan.duration = reader.duration("duration")
        plan.rounds = reader.integer("rounds").map { Int($0) } ?? (plan.duration == nil ? plan.rounds : nil)
        guard let name = reader.string("reference"), let place = reader.node("reference"), !names.isEmpty else {
            return plan
        }
        if let index = names.firstIndex(of: name) {
            plan.reference = index
        } else {
            let near = names.first { areNear($0, name) }
            diagnostics.error(
                "there is no variant \"\(name)\"", at: place.range,
                help: near.map { "did you mean \"\($0)\"?" } ?? "there are \(ValueKind.list(names))")
        }
        return plan
    }

    /// The name becomes that of a folder.
    private func checkName(_ name: String, at place: Range<Int>) {
        if Self.takenNames.contains(name) {
            diagnostics.error(
                "\"\(name)\" cannot name a variant", at: place,
                help: "a file in the result folder is called so, and each variant has a folder there")
            return
        }
        let isPlain = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || Array(" -_.=,".utf8).contains($0) }
        let isBounded = name.utf8.first.map { $0.isLetter || $0.isDigit } == true && name.last != " "
        guard !isPlain || !isBounded || name.utf8.count > 100 else { return }
        diagnostics.error(
            "\"\(name)\" cannot name a variant", at: place,
            help: "up to 100 letters (a-z, A-Z), digits, spaces and \"-_.=,\", "
                + "with a letter or digit first and no space last")
    }

    /// Whether these are changes, as far as that can be told without the whole scenario.
    func check(_ change: JSONNode, _ path: String, of root: JSONNode) -> Bool {
        guard case .object(let object) = change.value else {
            context.mismatch(change, .custom("an object with what is different"), path)
            return false
        }
        for member in object.members {
            if ScenarioKeys.fixedKeys.contains(member.key) {
                diagnostics.error(
                    "a variant cannot change \"\(member.key)\"", at: member.keyRange, help: "it is the same for all")
            } else if ScenarioKeys.root[member.key] == nil, case .null = member.value.value {
                let near = ScenarioKeys.root.nearest(to: member.key)
                diagnostics.error(
                    "unknown key \"\(member.key)\" in \"\(path)\"", at: member.keyRange,
                    help: near.map { "did you mean \"\($0.name)\"?" })
            } else if let own = root[member.key] {
                warnOfNothing(member.value, own, "\(path).\(member.key)")
            }
        }
        return true
    }

    /// Below a key that the scenario has, what is to be left out should be there.
    private func warnOfNothing(_ change: JSONNode, _ own: JSONNode, _ path: String) {
        for member in change.members {
            let part = own[member.key]
            if case .null = member.value.value, part == nil {
                diagnostics.warning(
                    "\"\(path).\(member.key)\" leaves out what the scenario does not have", at: member.keyRange)
            } else if let part {
                warnOfNothing(member.value, part, "\(path).\(member.key)")
            }
        }
    }
}
