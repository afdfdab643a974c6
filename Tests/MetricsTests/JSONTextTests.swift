import FoundationEssentials
import Metrics
import Testing

@Test func embeddedJSONIsReadBackWithItsValues() throws {
    let text = #"{"b": [1, 2.5, true, null], "a": "x \" \\ \n ü \u0001", "n": -9007199254740993}"#
    let read = try JSONDecoder().decode(JSONText.self, from: Data(text.utf8))
    #expect(read.text == #"{"a":"x \" \\ \n ü \u0001","b":[1,2.5,true,null],"n":-9007199254740993}"#)
}
