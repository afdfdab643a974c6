import FoundationEssentials
import Testing

/// A package outside of this one that uses the client library, made of the programs that stand in its documents.
@Suite(.wholeMachine) struct ClientPackageTests {
    private static let documents = [
        "Readme": "README.md", "GettingStarted": "Sources/WebSocketClient/WebSocketClient.docc/GettingStarted.md",
    ]

    /// The first whole program in Swift of a document.
    private func program(in document: String) throws -> String {
        let text = try String(contentsOf: Place.root.appending(path: document), encoding: .utf8)
        let programs = text.matches(of: /```swift\n((?s).*?)\n```/).map { String($0.output.1) }
        return try #require(programs.first { $0.hasPrefix("import WebSocketClient\n") })
    }

    private func manifest(_ programs: [String]) -> String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "outside",
            dependencies: [.package(name: "squall", path: "\(Place.root.path)", traits: [])],
            targets: \(programs).map {
                .executableTarget(name: $0, dependencies: [.product(name: "WebSocketClient", package: "squall")])
            })
        """
    }

    @Test func programsOfTheDocumentsRunInAPackageOfTheirOwn() async throws {
        try await withPeer("example_server.py") { peer in
            let folder = try TemporaryFolder()
            try folder.write(manifest(Self.documents.keys.sorted()), to: "Package.swift")
            for (name, document) in Self.documents {
                let text = try program(in: document).replacing("127.0.0.1:9001", with: "127.0.0.1:\(peer.port)")
                try FileManager.default.createDirectory(
                    atPath: folder["Sources/\(name)"], withIntermediateDirectories: true)
                try folder.write(text, to: "Sources/\(name)/main.swift")
            }
            let package = try await SwiftPackage(at: folder.path, keptAs: "outside")
            #expect(try await package.run("Readme") == "hello\n[\"temperature\": 21.5]\n")
            #expect(try await package.run("GettingStarted") == "Ann: good morning\nBob: good evening\n")

            // The load tool's packages are not even fetched.
            let resolved = folder.text("Package.resolved")
            let checkouts = SwiftPackage.scratch("outside") + "/checkouts"
            let fetched = (try? FileManager.default.contentsOfDirectory(atPath: checkouts)) ?? []
            #expect(!resolved.contains("argument-parser") && !resolved.contains("hdrhistogram"))
            #expect(fetched == ["swift-log"])
        }
    }
}
