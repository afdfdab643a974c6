/// Whether one word may be a misspelling of the other: a third of its letters may be wrong.
func areNear(_ first: String, _ second: String) -> Bool {
    let limit = max(1, min(first.utf8.count, second.utf8.count) / 3)
    return abs(first.utf8.count - second.utf8.count) <= limit && editDistance(first, second) <= limit
}

/// How many letters must be changed, added, removed or swapped with their neighbour to turn one word into the other.
func editDistance(_ first: String, _ second: String) -> Int {
    let first = Array(first.utf8)
    let second = Array(second.utf8)
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in 1...first.count {
        var current = [row] + [Int](repeating: 0, count: second.count)
        for column in 1...second.count {
            let isSame = first[row - 1] == second[column - 1]
            current[column] = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
            if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                current[column] = min(current[column], beforeLast[column - 2] + 1)
            }
        }
        beforeLast = last
        last = current
    }
    return last[second.count]
}
