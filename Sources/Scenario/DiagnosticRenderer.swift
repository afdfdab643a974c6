/// Shows diagnostics the way compilers do: the place, the line, a mark under it and the help.
struct DiagnosticRenderer {
    /// What one scalar of the line looks like on the terminal.
    private struct Cell {
        var text: String
        var width: Int
        var end: Int
    }

    private static let tabWidth = 4
    /// Columns of the line that are shown on however narrow a terminal.
    private static let leastRoom = 10

    let source: SourceText
    let file: String
    /// Columns of the terminal, to which longer lines are cut around the place.
    let width: Int
    /// Bytes of the file that are not shown.
    var hidden: [Range<Int>] = []

    func render(_ diagnostic: Diagnostic) -> String {
        let position = diagnostic.position
        let number = String(position.line)
        let gutter = String(repeating: " ", count: number.count)
        let (line, mark) = excerpt(diagnostic, room: max(Self.leastRoom, width - " \(number) | ".count))
        var text =
            "\(file):\(position.line):\(position.column): \(diagnostic.severity.rawValue): \(diagnostic.message)\n"
        text += " \(number) | \(line)\n"
        text += " \(gutter) | \(mark)\n"
        if let help = diagnostic.help {
            text += " \(gutter) help: \(help)\n"
        }
        return text
    }

    private func excerpt(_ diagnostic: Diagnostic, room: Int) -> (line: String, mark: String) {
        let range = source.bytes(ofLine: source.line(of: diagnostic.position.offset))
        let cells = cells(of: range)
        let offset = diagnostic.position.offset
        let place = cells.firstIndex { $0.end > offset } ?? cells.count
        let placeEnd = max(place, cells.lastIndex { $0.end <= offset + diagnostic.length }.map { $0 + 1 } ?? place)

        var first = 0
        var last = cells.count
        // A mark behind the line takes a column of its own.
        if columns(of: cells[...]) + (place == cells.count ? 1 : 0) > room {
            let window = room - 2
            first = place
            var lead = 0
            while first > 0, lead + cells[first - 1].width <= window * 2 / 5 {
                first -= 1
                lead += cells[first].width
            }
            last = first
            var shown = 0
            while last < cells.count, shown + cells[last].width <= window {
                shown += cells[last].width
                last += 1
            }
        }
        let cutBefore = first > 0 ? "…" : ""
        let line = cutBefore + cells[first..<last].map(\.text).joined() + (last < cells.count ? "…" : "")
        let indent = cutBefore.count + columns(of: cells[first..<place])
        let marked = max(1, columns(of: cells[place..<max(place, min(placeEnd, last))]))
        return (line, String(repeating: " ", count: indent) + String(repeating: "^", count: marked))
    }

    private func columns(of cells: ArraySlice<Cell>) -> Int {
        cells.reduce(0) { $0 + $1.width }
    }

    private func cells(of range: Range<Int>) -> [Cell] {
        var cells: [Cell] = []
        var end = range.lowerBound
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = source.bytes[range].makeIterator()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .emptyInput: return cells
            case .error(let length):
                end += length
                cells.append(Cell(text: "\u{FFFD}", width: 1, end: end))
            case .valid(let encoded):
                let isHidden = hidden.contains { $0.contains(end) }
                end += encoded.count
                cells.append(
                    isHidden ? Cell(text: "*", width: 1, end: end) : cell(for: Unicode.UTF8.decode(encoded), end: end))
            }
        }
    }

    private func cell(for scalar: Unicode.Scalar, end: Int) -> Cell {
        switch scalar {
        case "\t": Cell(text: String(repeating: " ", count: Self.tabWidth), width: Self.tabWidth, end: end)
        // A raw control character could move the terminal's cursor away from the mark.
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": Cell(text: "\u{FFFD}", width: 1, end: end)
        default: Cell(text: String(Character(scalar)), width: scalar.displayWidth, end: end)
        }
    }
}
