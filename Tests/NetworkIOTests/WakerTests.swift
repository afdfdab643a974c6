import CLinuxShims
import Glibc
import Testing

@testable import NetworkIO

struct WakerTests {
    @Test func aWakerThatOutlivesItsEngineStillOwnsItsDescriptor() throws {
        func wakerOfAnEngineThatIsGone() throws -> Waker {
            let engine = try EpollEngine()
            return engine.waker
        }
        let waker = try wakerOfAnEngineThatIsGone()
        waker.wake()
        var count: eventfd_t = 0
        #expect(unsafe eventfd_read(waker.eventDescriptor, &count) == 0)
        #expect(count == 1)
    }
}
