/// How the rows of a feeder stand in its file, by the end of the file's name.
enum FeederFormat {
    case csv
    case json

    init?(ofFile path: String) {
        let name = path.lowercased()
        if name.hasSuffix(".csv") {
            self = .csv
        } else if name.hasSuffix(".json") {
            self = .json
        } else {
            return nil
        }
    }
}
