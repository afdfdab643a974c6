/// One instruction of a script: an operation and two numbers, most of which are places in the program's tables.
package struct Instruction: Hashable, Sendable {
    /// What is done. `a` and `b` are the instruction's numbers; a target is a place among the instructions.
    package enum Operation: UInt8, Sendable {
        /// a: of `sends`.
        case send
        /// a: of `expects`.
        case expect
        /// a: of `pings`.
        case ping
        /// a: of `pauses`.
        case pause
        /// a: of `paces`; b: the register of the latest due time.
        case pace
        /// Sets the registers of loop a, and goes to target b where not even one round is asked for.
        case beginLoop
        /// Goes back to target b unless loop a has had its rounds or its time.
        case repeatLoop
        /// Goes to target b.
        case jump
        /// Goes to target b where condition a holds.
        case jumpIf
        /// Goes to target b where condition a does not hold.
        case jumpUnless
        /// a: of `conditions`; b: of `checks`.
        case check
        /// a: of `assignments`.
        case set
        /// a: of the feeders, as `names` has them.
        case feed
        /// b: the register of the start; the next one holds the latest event before.
        case startTimer
        /// a: of `timers`; b: the register of the start.
        case stopTimer
        /// a: of `messageLoops`.
        case messages
        /// a: of the scenario's fan-out groups; b: of `wrappings`.
        case join
        /// a: of the scenario's fan-out groups.
        case leave
        /// a: of `meetings`.
        case rendezvous
        /// a: of `closes`.
        case close
        /// a: of `closeExpectations`.
        case expectClose
        /// a: of `reconnects`.
        case reconnect
        /// a: of `faults`.
        case fault
        /// Waits for the end of the run: what a session does that is open and has no script.
        case idle
        /// The script's, or a listener's.
        case end
    }

    /// What is done.
    package var operation: Operation
    /// The first number.
    package var a: Int32
    /// The second number.
    package var b: Int32

    /// - Parameters:
    ///   - operation: what is done.
    ///   - a: the first number; default 0.
    ///   - b: the second number; default 0.
    package init(_ operation: Operation, _ a: Int = 0, _ b: Int = 0) {
        self.operation = operation
        self.a = Int32(a)
        self.b = Int32(b)
    }
}
