import Testing

@testable import Reporting

struct PlanCSVTests {
    @Test func rowsStandUnderTheirColumns() {
        var csv = PlanCSV()
        csv.append(time: 0, scenario: "chat", event: "vu_start", vu: 3, iteration: nil)
        csv.append(time: 61_000_000_007, scenario: "a,b", event: "iteration", vu: nil, iteration: 12)
        #expect(
            String(decoding: csv.take(), as: UTF8.self)
                == "time_s,scenario,event,vu,iteration\n0.000000000,chat,vu_start,3,\n"
                + "61.000000007,\"a,b\",iteration,,12\n")
        csv.append(time: 1_500_000_000, scenario: "chat", event: "vu_stop", vu: 3, iteration: nil)
        #expect(csv.count == 28)
        #expect(String(decoding: csv.take(), as: UTF8.self) == "1.500000000,chat,vu_stop,3,\n")
    }

    @Test func theTableIsForPeople() {
        let text = PlanTable.text([
            PlanTable.Row(
                scenario: "chat", executor: "ramping-vus", span: 0...90_000_000_000, vus: 12_000, iterations: nil),
            PlanTable.Row(
                scenario: "b", executor: "constant-arrival-rate", span: nil, vus: nil, iterations: 5),
        ])
        #expect(
            text == """
                scenario  executor               first    last       VUs  iterations
                chat      ramping-vus            0.0 s  90.0 s    12,000     by time
                b         constant-arrival-rate      –       –  no limit           5

                """)
    }
}
