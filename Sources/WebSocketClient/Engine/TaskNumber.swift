/// The number that Swift's runtime gives to a task, and to no other one of the process.
///
/// `UnsafeCurrentTask` tells tasks apart by their addresses, and a new task often has the address of one that has ended.
enum TaskNumber {
    /// That of the task which calls; 0 where there is none.
    static var current: Int {
        guard let task = unsafe runtimeTask() else { return 0 }
        return unsafe Int(truncatingIfNeeded: runtimeNumber(task))
    }
}

// Both are entry points of the runtime's binary interface, which has no public function of Swift before them.

@_silgen_name("swift_task_getCurrent")
private func runtimeTask() -> UnsafeRawPointer?

@_silgen_name("swift_task_getJobTaskId")
private func runtimeNumber(_ task: UnsafeRawPointer) -> UInt64
