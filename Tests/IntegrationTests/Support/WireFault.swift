/// A step that breaks the protocol, what it must be on the wire, and what a server should say to it.
struct WireFault: Sendable {
    /// Names the kind of session that takes the step.
    var name: String
    /// The members of the step, but for what is expected.
    var members: String
    /// With the mask key of ``WireFault/key`` in every frame; nil where chance decides.
    var bytes: [UInt8]?
    /// Close codes with which RFC 6455 lets a server answer; 1006 is an end without a close frame.
    var codes: [UInt16]

    init(_ name: String, with members: String = "", _ bytes: [UInt8]?, codes: [UInt16] = [1002]) {
        self.name = name
        let fault = #""fault": "\#(name.prefix { $0 != "/" })""#
        self.members = members.isEmpty ? fault : "\(fault), \(members)"
        self.bytes = bytes
        self.codes = codes
    }

    static let key: [UInt8] = [0x0A, 0x1B, 0x2C, 0x3D]

    private static func masked(_ payload: [UInt8]) -> [UInt8] {
        payload.enumerated().map { $1 ^ key[$0 % 4] }
    }

    /// A masked frame: two or more bytes of header, the key, and the payload.
    private static func frame(_ header: [UInt8], _ payload: [UInt8]) -> [UInt8] { header + key + masked(payload) }

    private static let text = Array("fault".utf8)

    /// The alphabet, over and over.
    private static func letters(_ count: Int) -> [UInt8] { (0..<count).map { 0x61 + UInt8($0 % 26) } }

    private static func letters(_ count: Int, wrongAt place: Int) -> [UInt8] {
        letters(count).enumerated().map { $0 == place ? 0xFF : $1 }
    }

    /// Faults of frames. Sections are those of RFC 6455.
    static let frames: [WireFault] = [
        // 5.2: opcodes 3 to 7 and 11 to 15 are reserved.
        WireFault("reserved-opcode", frame([0x83, 0x85], text)),
        WireFault("reserved-opcode/15", with: #""opcode": 15"#, frame([0x8F, 0x85], text)),
        WireFault("reserved-bit", frame([0xC1, 0x85], text)),
        WireFault("reserved-bit/3", with: #""rsv": 3"#, frame([0xB1, 0x85], text)),
        // 5.1: a server closes on a frame that is not masked.
        WireFault("unmasked-frame", [0x81, 0x05] + text),
        // 5.4.
        WireFault("unexpected-continuation", frame([0x80, 0x85], text)),
        WireFault("interrupted-message", frame([0x01, 0x85], text) + frame([0x81, 0x85], text)),
        // 8.1: 1007 is for text that is not UTF-8.
        WireFault("invalid-utf8", frame([0x81, 0x90], letters(16, wrongAt: 8)), codes: [1007]),
        WireFault(
            "invalid-utf8/last", with: #""size": 200, "position": 199"#,
            frame([0x81, 0xFE, 0x00, 0xC8], letters(200, wrongAt: 199)), codes: [1007]),
        // 5.5: at most 125 bytes, and never fragmented.
        WireFault("oversize-control", frame([0x89, 0xFE, 0x00, 0x7E], letters(126))),
        WireFault("oversize-control/1000", with: #""size": 1000"#, frame([0x89, 0xFE, 0x03, 0xE8], letters(1000))),
        WireFault("fragmented-control", frame([0x09, 0x85], text)),
        // 5.2: the shortest way to write a length, and the highest bit of eight bytes is 0.
        WireFault("length-not-minimal", frame([0x81, 0xFE, 0x00, 0x05], text)),
        WireFault("length-high-bit", frame([0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 5], text), codes: [1002, 1009]),
        // 7.4: 1005 stands for a close frame without a code, and is in none.
        WireFault("invalid-close-code", frame([0x88, 0x82], [0x03, 0xED])),
        WireFault("invalid-close-code/999", with: #""code": 999"#, frame([0x88, 0x82], [0x03, 0xE7])),
        // 5.5.1.
        WireFault("close-one-byte", frame([0x88, 0x81], [0x03])),
        WireFault("close-invalid-utf8", frame([0x88, 0x88], [0x03, 0xE8] + text + [0xFF]), codes: [1007]),
        WireFault("data-after-close", frame([0x88, 0x82], [0x03, 0xE8]) + frame([0x81, 0x85], text), codes: [1000]),
        WireFault("garbage", nil),
        // 7.1.7: an end in the middle of a frame leaves nobody to talk to.
        WireFault("truncated-frame", frame([0x81, 0xE4], letters(50)), codes: [1006, 1002]),
        WireFault("truncated-frame/7", with: #""size": 7"#, frame([0x81, 0x87], letters(3)), codes: [1006, 1002]),
        WireFault("raw", with: #""bytes": "8b 80 00 00 00 00""#, [0x8B, 0x80, 0, 0, 0, 0]),
    ]
}
