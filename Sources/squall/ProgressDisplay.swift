import Metrics
import Reporting

/// Shows how a run goes on: drawn in place on a terminal, a line every few seconds elsewhere, nothing when quiet.
final class ProgressDisplay {
    private enum Kind {
        case quiet
        case plain(PlainProgress)
        case terminal(ProgressRenderer)
    }

    private var kind: Kind
    private let heading: String?

    /// - Parameters:
    ///   - isQuiet: shows nothing.
    ///   - heading: which of several runs this is; nil: there is one.
    init(isQuiet: Bool, heading: String? = nil) {
        self.heading = heading
        if isQuiet {
            kind = .quiet
        } else if Output.isTerminal {
            kind = .terminal(ProgressRenderer(style: TextStyle(isColoured: Output.isColoured)))
        } else {
            kind = .plain(PlainProgress())
        }
    }

    func show(_ snapshot: ProgressSnapshot) {
        switch kind {
        case .quiet: break
        case .plain(var progress):
            if let line = progress.line(snapshot) { Output.write((heading.map { $0 + "  " } ?? "") + line + "\n") }
            kind = .plain(progress)
        case .terminal(var renderer):
            Output.write(renderer.frame(snapshot, heading: heading, width: Output.width))
            kind = .terminal(renderer)
        }
    }

    /// Takes away what was drawn.
    func end() {
        guard case .terminal(var renderer) = kind else { return }
        Output.write(renderer.clear())
        kind = .quiet
    }
}
