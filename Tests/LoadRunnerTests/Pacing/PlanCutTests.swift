import Testing

@testable import LoadRunner

struct PlanCutTests {
    @Test(arguments: [(1, 1), (1, 3), (2, 3), (3, 3), (10, 3), (10, 4), (100, 7), (0, 2)])
    func thePartsAreTheWholeOnce(total: Int, count: Int) {
        let numbers = (0..<count).flatMap { index in
            let cut = PlanCut(index: index, count: count)
            return (0..<cut.share(of: total)).map(cut.number)
        }
        #expect(numbers.sorted() == Array(0..<total))
    }

    @Test func neighboursOfANumberAreFound() {
        let cut = PlanCut(index: 1, count: 3)
        #expect([0, 1, 2, 4, 5].map { cut.first(from: $0) } == [1, 1, 4, 4, 7])
        #expect([2, 4, 5, 8].map { cut.last(below: $0) } == [1, 1, 4, 7])
        #expect(cut.last(below: 1) < 0 && cut.last(below: 0) < 0)
        #expect((0..<4).map { cut.own(cut.number($0)) } == [0, 1, 2, 3])
    }
}
