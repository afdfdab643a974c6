/// The number that Swift's runtime gives to a task, and to no other one of the process.
///
/// `UnsafeCurrentTask` tells tasks apart by their addresses, and a new task often has the address of one that has ended.
enum TaskNumber {
    /// That of the task which calls; 0 where there is none.
    static var current: Int {
        unsafe withUnsafeCurrentTask { task in
            guard let task = unsafe task else { return 0 }
            // A task's handle is the pointer to it and nothing else.
            return unsafe Int(truncatingIfNeeded: runtimeNumber(unsafeBitCast(task, to: UnsafeRawPointer.self)))
        }
    }
}

/// An entry point of the runtime's binary interface, which no public function of Swift stands before.
@_silgen_name("swift_task_getJobTaskId")
private func runtimeNumber(_ task: UnsafeRawPointer) -> UInt64
