// swift-tools-version: 6.2
import PackageDescription

// The rooms' sources come in through the link `Rooms` and so belong to this package: `package` declarations are seen,
// and no user of squall builds what stands here.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety()]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", path: "Rooms/COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CPCRE2", path: "Rooms/CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLinuxShims", path: "Rooms/CLinuxShims"),
        .target(
            name: "WebSocketCore", dependencies: ["COpenSSL"], path: "Rooms/WebSocketCore", swiftSettings: settings),
        .target(
            name: "NetworkIO", dependencies: ["CLinuxShims", "COpenSSL"], path: "Rooms/NetworkIO",
            swiftSettings: settings),
        .target(
            name: "Metrics", dependencies: [.product(name: "Histogram", package: "hdrhistogram-swift")],
            path: "Rooms/Metrics", swiftSettings: settings),
        .target(name: "Scenario", path: "Rooms/Scenario", swiftSettings: settings),
        .target(
            name: "Script", dependencies: ["Scenario", "WebSocketCore", "CLinuxShims", "CPCRE2"], path: "Rooms/Script",
            swiftSettings: settings),
        .target(
            name: "WebSocketDeflate", dependencies: ["CZlib"], path: "Rooms/WebSocketDeflate", swiftSettings: settings),
        .target(
            name: "WebSocketTransport", dependencies: ["WebSocketCore", "WebSocketDeflate", "NetworkIO"],
            path: "Rooms/WebSocketTransport", swiftSettings: settings),
        .target(
            name: "WebSocketClient",
            dependencies: [
                "WebSocketTransport", "WebSocketCore", "WebSocketDeflate", "NetworkIO",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Rooms/WebSocketClient", swiftSettings: settings),
        .executableTarget(
            name: "ClientEcho", dependencies: ["WebSocketClient", "WebSocketTransport", "WebSocketCore", "NetworkIO"],
            swiftSettings: settings),
        .executableTarget(
            name: "MicroBenchmarks", dependencies: ["WebSocketCore", "NetworkIO", "Metrics", "Scenario", "Script"],
            swiftSettings: settings),
    ]
)
