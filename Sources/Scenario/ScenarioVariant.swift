/// One of several settings under which a scenario runs.
package struct ScenarioVariant: Sendable {
    /// Also that of its folder.
    package let name: String
    /// The scenario with the variant's changes. What is wrong with it stands in the reading of the whole file; places are
    /// those of that file.
    package let reading: ScenarioReading
    /// The scenario with the variant's changes as a file of its own.
    package let document: String
}
