/// What follows what, as far as that is known before the run.
extension ScriptCompiler {
    /// Tells the sends whether they may be answered, and the paces what is due of them; all instructions stand.
    mutating func findSequels() {
        let answered = holding(atBranches: { $0 || $1 }, atRepeats: { _, ahead, body in ahead || body }) { step in
            switch step.operation {
            case .expect: program.expects[Int(step.a)].isReply ? true : nil
            case .send, .close, .idle, .end: false
            default: nil
            }
        }
        let paces = program.paces.map(\.place)
        // A pace's next round comes after it, and only its last one has what stands behind the loop; a loop that begins
        // after the pace has its end.
        let sending = holding(
            atBranches: { $0 && $1 },
            atRepeats: { loop, ahead, body in paces.contains { loop.contains($0) } ? body : ahead }
        ) { step in
            switch step.operation {
            case .send: true
            case .pace, .close, .idle, .end: false
            default: nil
            }
        }
        for (place, step) in program.instructions.enumerated() {
            let index = Int(step.a)
            switch step.operation {
            case .send: program.sends[index].awaitsReply = answered[place + 1]
            case .pace:
                program.paces[index].hasMessage = sending[place + 1]
                program.paces[index].round = round(of: place)
            default: break
            }
        }
    }

    /// Finds out for each place whether something holds of what is done from there on.
    ///
    /// - Parameters:
    ///   - atBranches: what holds where a condition decides between two ways.
    ///   - atRepeats: what holds at the end of a loop, by its instructions, what holds behind it, and in its next round.
    ///   - settled: what holds at an instruction, whatever follows it; nil where it is for what follows to say.
    /// - Returns: by place, the one behind the last instruction included.
    private func holding(
        atBranches: (Bool, Bool) -> Bool, atRepeats: (Range<Int>, Bool, Bool) -> Bool,
        _ settled: (Instruction) -> Bool?
    ) -> [Bool] {
        let steps = program.instructions
        var holds = Array(repeating: false, count: steps.count + 1)
        var hasChanged = true
        // Loops go back to places that are looked at later.
        while hasChanged {
            hasChanged = false
            for place in steps.indices.reversed() where !holds[place] {
                let (next, target) = (holds[place + 1], Int(steps[place].b))
                let follows =
                    switch steps[place].operation {
                    case .jump: holds[target]
                    case .jumpIf, .jumpUnless: atBranches(next, holds[target])
                    case .repeatLoop: atRepeats(target..<place, next, holds[target])
                    default: next
                    }
                if settled(steps[place]) ?? follows { (holds[place], hasChanged) = (true, true) }
            }
        }
        return holds
    }

    /// The innermost loop around a place, unless some of its rounds jump over it.
    private func round(of place: Int) -> PaceOperands.Round? {
        let steps = program.instructions
        let ends = steps.indices.filter { steps[$0].operation == .repeatLoop && $0 > place && steps[$0].b <= place }
        guard let end = ends.first else { return nil }
        let body = Int(steps[end].b)..<(end + 1)
        let isJumpedOver = (body.lowerBound..<place).contains { jump in
            [.jump, .jumpIf, .jumpUnless].contains(steps[jump].operation) && steps[jump].b > place
        }
        return isJumpedOver ? nil : PaceOperands.Round(loop: Int(steps[end].a), body: body)
    }
}
