// swift-tools-version: 6.2
import PackageDescription

/// One room of the house: what it is made of, and which rooms it may see.
struct Room {
    var name: String
    var sees: [Target.Dependency] = []
    var tests: [Target.Dependency]?
}

let histogram: Target.Dependency = .product(
    name: "Histogram", package: "hdrhistogram-swift", condition: .when(traits: ["LoadTool"]))
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["LoadTool"]))
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let inMemoryLogging: Target.Dependency = .product(name: "InMemoryLogging", package: "swift-log")

let rooms: [Room] = [
    Room(name: "WebSocketCore", sees: ["COpenSSL"], tests: []),
    Room(name: "NetworkIO", sees: ["CLinuxShims", "COpenSSL"], tests: ["CLinuxShims"]),
    Room(name: "WebSocketDeflate", sees: ["CZlib"], tests: []),
    Room(
        name: "WebSocketTransport", sees: ["WebSocketCore", "WebSocketDeflate", "NetworkIO"],
        tests: ["WebSocketCore", "WebSocketDeflate", "NetworkIO"]),
    Room(name: "Scenario", tests: []),
    Room(
        name: "Script", sees: ["Scenario", "WebSocketCore", "CLinuxShims", "CPCRE2"],
        tests: ["Scenario", "WebSocketCore"]),
    Room(name: "Metrics", sees: [histogram], tests: []),
    Room(name: "Statistics", tests: []),
    Room(name: "Reporting", sees: ["Metrics", "Statistics"], tests: ["Metrics"]),
    Room(
        name: "LoadRunner",
        sees: [
            "Scenario", "Script", "Metrics", "WebSocketTransport", "WebSocketCore", "WebSocketDeflate", "NetworkIO",
            "CJemalloc",
        ],
        tests: ["Scenario", "Script", "Metrics", "EchoServer", "WebSocketTransport", "WebSocketCore", "NetworkIO"]),
    Room(
        name: "WebSocketClient",
        sees: ["WebSocketTransport", "WebSocketCore", "WebSocketDeflate", "NetworkIO", logging],
        tests: ["EchoServer", "WebSocketTransport", "WebSocketCore", "NetworkIO", logging, inMemoryLogging]),
    Room(
        name: "EchoServer", sees: ["WebSocketTransport", "WebSocketCore", "WebSocketDeflate", "NetworkIO"],
        tests: ["WebSocketTransport", "WebSocketCore", "WebSocketDeflate", "NetworkIO"]),
]

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety()]

let package = Package(
    name: "squall",
    products: [
        .executable(name: "squall", targets: ["squall"]),
        .library(name: "WebSocketClient", targets: ["WebSocketClient"]),
    ],
    // Who uses the client library alone leaves the trait out, and the packages with it.
    traits: [
        .trait(name: "LoadTool", description: "The program squall, with the packages that it alone needs"),
        .default(enabledTraits: ["LoadTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        .target(name: "CLinuxShims"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])]),
        .executableTarget(
            name: "squall",
            dependencies: [
                "LoadRunner", "Reporting", "EchoServer", "Scenario", "Script", "Metrics", "WebSocketTransport",
                "WebSocketCore", "NetworkIO", "CLinuxShims",
                argumentParser,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IntegrationTests", dependencies: ["squall", "Metrics", "WebSocketClient"], exclude: ["Peers"],
            swiftSettings: settings),
    ]
        + rooms.map { .target(name: $0.name, dependencies: $0.sees, swiftSettings: settings) }
        + rooms.compactMap { room in
            room.tests.map {
                .testTarget(
                    name: room.name + "Tests", dependencies: [.init(stringLiteral: room.name)] + $0,
                    swiftSettings: settings)
            }
        }
)
