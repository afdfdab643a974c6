extension JSONNode {
    /// This value with the changes of another: an object's members one by one, `null` for those that are to go, and all
    /// else in whole (RFC 7396). Every part keeps the place that it has in the file.
    func merging(_ change: JSONNode) -> JSONNode {
        guard case .object(let changes) = change.value else { return change }
        var result = JSONObject(members: [], isComplete: changes.isComplete)
        if case .object(let own) = value {
            result = own
            result.isComplete = own.isComplete && changes.isComplete
        }
        for member in changes.members {
            let index = result.members.firstIndex { $0.key == member.key }
            switch (member.value.value, index) {
            case (.null, let index?): result.members.remove(at: index)
            case (.null, nil): break
            case (_, let index?):
                result.members[index] = JSONMember(
                    key: member.key, keyRange: member.keyRange,
                    value: result.members[index].value.merging(member.value))
            case (_, nil):
                let nothing = JSONNode(value: .null, range: member.value.range)
                result.members.append(
                    JSONMember(
                        key: member.key, keyRange: member.keyRange, value: nothing.merging(member.value)))
            }
        }
        let isOwn = if case .object = value { true } else { false }
        return JSONNode(value: .object(result), range: isOwn ? range : change.range)
    }

    /// An object without some of its members.
    func without(_ keys: Set<String>) -> JSONNode {
        guard case .object(var object) = value else { return self }
        object.members.removeAll { keys.contains($0.key) }
        return JSONNode(value: .object(object), range: range)
    }
}
