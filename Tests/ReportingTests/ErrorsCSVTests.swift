import Metrics
import Testing

@testable import Reporting

@Test func examplesAreQuoted() {
    let error = ErrorCount(
        kind: "status_503", count: 7, firstSeconds: 0.5, lastSeconds: 12, example: "said \"no, thanks\"\r\nand left")
    #expect(
        String(decoding: ErrorsCSV.bytes([error]), as: UTF8.self)
            == "kind,count,first_s,last_s,example\nstatus_503,7,0.5,12,\"said \"\"no, thanks\"\"\r\nand left\"\n")
}
