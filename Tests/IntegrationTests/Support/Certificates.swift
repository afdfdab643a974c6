import FoundationEssentials

/// The certificates of the tests, made once by `certificates.sh`.
struct Certificates: Sendable {
    let folder: TemporaryFolder

    private static let made = Task {
        let folder = try TemporaryFolder()
        let process = try ChildProcess([Place.peer("certificates.sh"), folder.path], in: folder, name: "made")
        guard try await process.wait(upTo: .seconds(60)) == .code(0) else { throw TestFailure(process.complaints) }
        return Certificates(folder: folder)
    }

    static var shared: Certificates { get async throws { try await made.value } }

    subscript(_ name: String) -> String { folder[name] }

    /// The options of a Python server that shows this certificate.
    func options(_ name: String = "good") -> [String] { ["--cert", self["\(name).pem"], "--key", self["\(name).key"]] }

    /// The key `tls` of a scenario that trusts the authority, with other members.
    func trust(_ members: String = "") -> String {
        "{ \"ca\": \"\(self["authority.pem"])\"\(members.isEmpty ? "" : ", ")\(members) }"
    }
}
