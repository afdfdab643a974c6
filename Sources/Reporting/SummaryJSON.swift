import FoundationEssentials
import Metrics

/// `summary.json`: everything that a run leaves behind, to be read by people, programs and Squall itself.
package enum SummaryJSON {
    /// The file's content.
    package static func bytes(_ result: RunResult) throws -> [UInt8] {
        let node = try JSONTreeEncoder.node(result)
        var text: [UInt8] = []
        text.reserveCapacity(node.roughSize)
        node.write(to: &text)
        text.append(UInt8(ascii: "\n"))
        return text
    }

    /// Reads a file's content back: figures and histograms exactly, the scenario without its layout.
    ///
    /// - Parameter bytes: what ``bytes(_:)`` gave.
    /// - Returns: the result.
    /// - Throws: `DecodingError` where it is no result of this schema version.
    package static func read(_ bytes: [UInt8]) throws -> RunResult {
        let result = try JSONDecoder().decode(RunResult.self, from: Data(bytes))
        guard result.schemaVersion == RunResult.currentSchemaVersion else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "a result of schema version \(result.schemaVersion)"))
        }
        return result
    }
}
