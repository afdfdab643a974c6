// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who depends on squall does not build the examples.
let names = ["BasicUse", "HeadersAndAuthentication", "ManualSession", "PingPong", "ErrorRecovery", "Retrying"]

let package = Package(
    name: "examples",
    dependencies: [.package(name: "squall", path: "..", traits: [])],
    targets: names.map { name in
        .executableTarget(name: name, dependencies: [.product(name: "WebSocketClient", package: "squall")])
    }
)
