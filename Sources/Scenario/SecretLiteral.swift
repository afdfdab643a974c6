/// A string of the file that holds a secret.
struct SecretLiteral {
    /// The text of the string as it may be shown.
    var shown: String
    /// Where in the file the secret itself stands.
    var hidden: [Range<Int>]
}
