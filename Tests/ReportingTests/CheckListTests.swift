import Testing

@testable import Reporting

private let lines = [
    CheckLine(.good, "open files", "10 needed of 20"),
    CheckLine(.note, "tracking", "some"),
    CheckLine(
        .bad, "local ports", "so many sessions at once are more than there are", mends: ["sudo a --b=\"1 2\"", "c"]),
    CheckLine(.warning, "memory", "a\u{1B}b"),
]

@Test func eachCheckHasItsLineAndBelowItWhatMendsIt() {
    #expect(
        CheckList.text(lines, style: TextStyle(isColoured: false), width: 50) == """
              ✓ open files      10 needed of 20
              · tracking        some
              ✗ local ports     so many sessions at once are
                                more than there are
                                →  sudo a --b="1 2"
                                or c
              ! memory          a\u{FFFD}b

            """)
}

@Test func aNarrowTerminalStillHasRoomForWords() {
    let text = CheckList.text(lines, style: TextStyle(isColoured: false), width: 3)
    #expect(text.contains("so many sessions at\n"))
}

@Test func theSignsAreColoured() {
    let text = CheckList.text(lines, style: TextStyle(isColoured: true), width: 80)
    #expect(text.contains("\u{1B}[32m✓"))
    #expect(text.contains("\u{1B}[33m!"))
    #expect(text.contains("\u{1B}[31m✗"))
}

@Test func aNoticeFitsTheTerminalAndItsMendStaysWhole() {
    let text = "squall run: warning: local ports: so many sessions at once need more local ports than there are"
    let mend = "sudo sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\""
    #expect(CheckList.notice(text, mend: mend, width: nil) == "\(text) (mend: \(mend))")
    #expect(CheckList.notice("short", mend: "m", width: 80) == "short (mend: m)")
    #expect(
        CheckList.notice(text, mend: mend, width: 60) == """
            squall run: warning: local ports: so many sessions at once
              need more local ports than there are
              mend: \(mend)
            """)
}
