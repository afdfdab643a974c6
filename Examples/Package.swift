// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who depends on squall does not build the examples.
let client: Target.Dependency = .product(name: "WebSocketClient", package: "squall")
let names = ["BasicUse", "HeadersAndAuthentication", "ManualSession", "PingPong", "ErrorRecovery", "Retrying"]

let package = Package(
    name: "examples",
    dependencies: [
        .package(name: "squall", path: "..", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: names.map { .executableTarget(name: $0, dependencies: [client]) } + [
        .executableTarget(
            name: "SessionLogging", dependencies: [client, .product(name: "Logging", package: "swift-log")])
    ]
)
