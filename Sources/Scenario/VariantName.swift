/// The name of a variant, which goes into folders, files and terminals.
struct VariantName {
    /// A setting of one dimension, or the whole name that a file gives.
    struct Part {
        /// What it is called.
        var text: String
        /// What it is called where the value is a secret.
        var hidden: String?
        /// Where the value stands that the text repeats.
        var value: Range<Int>?
    }

    var parts: [Part]

    /// - Parameter secrets: where the file has them.
    /// - Returns: the name, with a number in the place of each value that is one of them.
    func text<Text>(hiding secrets: [Range<Int>: Text]) -> String {
        parts.map { part in
            if let hidden = part.hidden, let value = part.value, secrets[value] != nil { hidden } else { part.text }
        }
        .joined(separator: ",")
    }
}
