import Testing

@testable import LoadRunner

@Suite struct ControlGroupTests {
    @Test func theTightestLimitOnTheWayUpCounts() {
        let files = [
            "/proc/self/cgroup": "3:cpu:/old\n0::/a.slice/b.scope\n",
            "/sys/fs/cgroup/a.slice/b.scope/cpu.max": "max 100000\n",
            "/sys/fs/cgroup/a.slice/cpu.max": "150000 100000\n",
            "/sys/fs/cgroup/a.slice/cpu.stat": "usage_usec 9\nnr_periods 40\nnr_throttled 3\n",
            "/sys/fs/cgroup/cpu.max": "400000 100000\n",
            "/sys/fs/cgroup/a.slice/b.scope/memory.max": "1000000\n",
            "/sys/fs/cgroup/a.slice/b.scope/memory.current": "400000\n",
            "/sys/fs/cgroup/a.slice/b.scope/memory.stat": "anon 5\ninactive_file 100000\n",
            "/sys/fs/cgroup/a.slice/memory.max": "max\n",
        ]
        let group = ControlGroup.read { files[$0] }
        #expect(
            group.quota
                == ControlGroup.Quota(cores: 1.5, path: "/sys/fs/cgroup/a.slice/cpu.max", throttled: 3, periods: 40))
        #expect(
            group.memory
                == ControlGroup.Memory(free: 700_000, path: "/sys/fs/cgroup/a.slice/b.scope/memory.max"))
    }

    @Test func insideAContainerTheRootIsItsOwn() {
        let files = ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "50000 100000\n"]
        #expect(ControlGroup.read { files[$0] }.quota?.cores == 0.5)
    }

    @Test func whereThereAreNoGroupsNothingLimits() {
        #expect(ControlGroup.read { _ in nil } == ControlGroup())
    }
}
