import Testing

@testable import Scenario

@Suite struct ScenarioReadingTests {
    @Test func showsAllFaultsInTheOrderOfTheFile() {
        let text = """
            {
            \t"name": "日本",
              "target": { "url": "https://example.com/" },
              "load": { "sessions": "10", "duraton": "10s", },
              'messages': { "rate": 10, "inFlight": 2, "size": "16K" },
              "reply": { "mode": "none", "timeout": "1s" }
            }
            """
        let reading = ScenarioText.read(text)
        #expect(reading.errorCount == 8)
        #expect(reading.warningCount == 1)
        #expect(
            reading.render(width: 100) == """
                test.json:2:10: error: "name" cannot name a folder
                 2 |     "name": "日本",
                   |             ^^^^^^
                   help: up to 100 letters (a-z, A-Z), digits, spaces, "-", "_" and ".", with a letter or digit first and no space last

                test.json:3:23: error: "target.url": the scheme of a WebSocket URL with TLS is wss
                 3 |   "target": { "url": "https://example.com/" },
                   |                       ^^^^^
                   help: did you mean "wss://example.com/"?

                test.json:4:25: error: "load.sessions" must be a whole number from 1 to 10,000,000, not a string
                 4 |   "load": { "sessions": "10", "duraton": "10s", },
                   |                         ^^^^
                   help: write 10 without quotes

                test.json:4:31: error: unknown key "duraton" in "load"
                 4 |   "load": { "sessions": "10", "duraton": "10s", },
                   |                               ^^^^^^^^^
                   help: did you mean "duration"?

                test.json:4:47: error: trailing comma before "}"
                 4 |   "load": { "sessions": "10", "duraton": "10s", },
                   |                                               ^
                   help: JSON allows none after the last entry; remove it

                test.json:5:3: error: a string stands in double quotes, not single ones
                 5 |   'messages': { "rate": 10, "inFlight": 2, "size": "16K" },
                   |   ^^^^^^^^^^
                   help: write "messages"

                test.json:5:41: error: "messages" has both "rate" and "inFlight"
                 5 |   'messages': { "rate": 10, "inFlight": 2, "size": "16K" },
                   |                                         ^
                   help: "rate" is an open schedule, "inFlight" a closed loop: keep one

                test.json:5:55: error: "messages.size": the unit "K" of a size can be read in two ways
                 5 |   'messages': { "rate": 10, "inFlight": 2, "size": "16K" },
                   |                                                       ^
                   help: write "16KiB" (1,024) or "16KB" (1,000)

                test.json:6:41: warning: "reply.timeout" has no effect where no reply is expected
                 6 |   "reply": { "mode": "none", "timeout": "1s" }
                   |                                         ^^^^
                   help: leave it out

                test.json: 8 errors, 1 warning

                """)
    }

    @Test func positionsAfterManyByteCharacters() {
        let text =
            #"{ "name": "a", "description": "äöü日本😀", "x1y": 1, "target": { "embedded": "echo" }, "load": { "sessions": 1, "duration": "1s" } }"#
        let place = ScenarioText.read(text).diagnostics.first?.position
        #expect(place == SourcePosition(line: 1, column: 41, offset: 50))
    }

    @Test func aFloodOfFaultsEnds() {
        let text = "[" + String(repeating: "x,", count: 10_000) + "1]"
        #expect(ScenarioText.read(text).diagnostics.count == DiagnosticList.maximumCount)
    }

    @Test func namesOfTheFileCannotMoveTheCursor() {
        let reading = ScenarioText.read(fragment: #"{ "\u001b[2J\u0000": 1 }"#)
        #expect(reading.messages == ["unknown key \"\u{FFFD}[2J\u{FFFD}\" in the scenario"])
    }
}
