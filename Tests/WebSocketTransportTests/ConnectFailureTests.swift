import Glibc

import Testing
import WebSocketCore

@testable import NetworkIO
@testable import WebSocketTransport

struct ConnectFailureTests {
    @Test(arguments: [
        (ECONNREFUSED, ConnectPhase.tcp, "connect-refused"), (ECONNRESET, .tcp, "connect-reset"),
        (ECONNRESET, .upgrade, "handshake-reset"), (EPIPE, .upgrade, "handshake-reset"),
        (ETIMEDOUT, .tcp, "tcp-timeout"), (ETIMEDOUT, .upgrade, "upgrade-timeout"),
        (ENETUNREACH, .tcp, "connect-unreachable"), (EHOSTUNREACH, .tcp, "connect-unreachable"),
        (EADDRNOTAVAIL, .tcp, "connect-no-local-port"), (EMFILE, .tcp, "connect-no-open-files"),
        (ENFILE, .tcp, "connect-no-open-files"), (ENOMEM, .tcp, "connect-no-memory"),
        (EACCES, .tcp, "connect-errno-\(EACCES)"),
    ])
    func eachReasonOfTheKernelHasItsKind(code: Int32, phase: ConnectPhase, kind: String) {
        #expect(ConnectFailure.system(SystemError(code: code, call: "connect"), phase).kind == kind)
    }

    @Test func theOthersAreNamedByPhaseAndFault() {
        #expect(ConnectFailure.timedOut(.dns, after: .seconds(1)).kind == "dns-timeout")
        #expect(ConnectFailure.timedOut(.tcp, after: .seconds(1)).kind == "tcp-timeout")
        #expect(ConnectFailure.cancelled(.upgrade).kind == "connect-cancelled")
        #expect(ConnectFailure.resolve(ResolveError(host: "h", reason: "r")).kind == "dns-failed")
        #expect(ConnectFailure.handshake(.wrongUpgrade(nil)).kind == "handshake-wrong-upgrade")
    }

    @Test func theWordsSayWhatAndWhere() {
        let error = SystemError(code: ECONNRESET, call: "recv")
        #expect(ConnectFailure.system(error, .tcp).description == "recv: Connection reset by peer")
        #expect(
            ConnectFailure.system(error, .upgrade).description
                == "in the opening handshake: recv: Connection reset by peer")
        #expect(ConnectFailure.timedOut(.tcp, after: .seconds(2)).description.contains("2.0 seconds"))
    }
}
