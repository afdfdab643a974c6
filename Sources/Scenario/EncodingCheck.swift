/// Makes sure of what JSON takes for granted: UTF-8 without a byte order mark (RFC 8259, section 8.1).
enum EncodingCheck {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// More places than these say nothing new: the file is of another encoding.
    private static let reportedPlaces = 3

    /// Reports what is wrong with the encoding; false where parsing has no sense.
    static func run(_ diagnostics: DiagnosticList, maximumBytes: Int) -> Bool {
        let bytes = diagnostics.source.bytes
        if bytes.count > maximumBytes {
            let isScenario = maximumBytes == JSONParser.maximumBytes
            diagnostics.error(
                "the file is longer than \(isScenario ? "a scenario" : "JSON") may be "
                    + "(\(SizeText.format(maximumBytes)))",
                at: 0..<1,
                help: isScenario
                    ? "payloads stand in a file of their own: \"messages\": { \"file\": … }" : "write it as CSV")
            return false
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            diagnostics.error("the file is UTF-16", at: 0..<2, help: "save it as UTF-8")
            return false
        }
        if bytes.starts(with: byteOrderMark) {
            diagnostics.warning(
                "the file begins with a byte order mark, which other JSON readers refuse",
                at: 0..<byteOrderMark.count, help: "save it as UTF-8 without one")
        }
        let places = invalidPlaces(bytes)
        for place in places.prefix(reportedPlaces) {
            diagnostics.error("not UTF-8", at: place, help: "save the file as UTF-8")
        }
        return places.count <= reportedPlaces
    }

    private static func invalidPlaces(_ bytes: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var offset = 0
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        while places.count <= reportedPlaces {
            switch parser.parseScalar(from: &iterator) {
            case .emptyInput: return places
            case .valid(let encoded): offset += encoded.count
            case .error(let length):
                places.append(offset..<offset + length)
                offset += length
            }
        }
        return places
    }
}
