import Glibc

/// Round trips in a closed loop of 64 B, by the client library or by the engine below it. For example:
/// `ClientEcho client 19001 1000 4`.
@main struct ClientEcho {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 5, let port = UInt16(words[2]), let sessions = Int(words[3]), let seconds = Int(words[4])
        else {
            print("usage: ClientEcho client|engine PORT SESSIONS SECONDS")
            exit(64)
        }
        let load = EchoLoad(port: port, sessions: sessions, seconds: seconds)
        let figures =
            words[1] == "engine" ? try EngineEcho(load).run() : try await LibraryEcho(load).run()
        print(
            "echo round_trips_per_s=\(figures.perSecond) cpu_us_per_round_trip=\(figures.cpuMicroseconds)")
    }
}
