// swift-tools-version: 6.1
import PackageDescription

/// CI sets this, so that our own warnings are errors; those of packages we depend on are not ours to mend.
let own: [SwiftSetting] =
  Context.environment["GUILDMARK_WARNINGS_ARE_ERRORS"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])]

/// Imports run one way: ScorerKit, Statistics ← (plugins, programme, record) ← engine, report cards ← command line ← executable.
let package = Package(
  name: "guildmark",
  products: [
    .executable(name: "guildmark", targets: ["guildmark"]),
    .library(name: "Guildmark", targets: ["GuildmarkCLI", "ScorerKit", "BuiltInScorers"]),
    .library(name: "ScorerChecks", targets: ["ScorerChecks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CBoost"),
    .target(name: "ScorerKit", swiftSettings: own),
    .target(name: "Statistics", dependencies: ["CBoost"], swiftSettings: own),
    .target(name: "BuiltInScorers", dependencies: ["ScorerKit"], path: "Plugins", swiftSettings: own),
    .target(name: "RatingProgramme", dependencies: ["ScorerKit", "CLibYAML", "CCrypto"], swiftSettings: own),
    .target(name: "RatingRecord", dependencies: ["ScorerKit"], swiftSettings: own),
    .target(
      name: "RatingEngine",
      dependencies: ["ScorerKit", "RatingProgramme", "RatingRecord", "Statistics", "CZlib", "CZstd"], swiftSettings: own
    ),
    .target(
      name: "RatingLedger",
      dependencies: [
        "ScorerKit", "RatingProgramme", "RatingRecord", "CZstd", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: own),
    .target(name: "ReportCards", dependencies: ["RatingRecord"], swiftSettings: own),
    .target(name: "PlatformSimulator", dependencies: ["ScorerKit", "Statistics"], swiftSettings: own),
    .target(
      name: "GuildmarkCLI",
      dependencies: [
        "RatingEngine", "RatingLedger", "ReportCards", "PlatformSimulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: own),
    .executableTarget(name: "guildmark", dependencies: ["GuildmarkCLI", "BuiltInScorers"], swiftSettings: own),

    .target(
      name: "ScorerChecks", dependencies: ["ScorerKit", "RatingProgramme", "RatingEngine"], swiftSettings: own),
    .target(name: "TestSupport", dependencies: ["ScorerChecks"], path: "Tests/TestSupport", swiftSettings: own),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], exclude: ["expected.py", "expected.json"],
      swiftSettings: own),
    .testTarget(name: "ScorerKitTests", dependencies: ["ScorerKit", "TestSupport"], swiftSettings: own),
    .testTarget(
      name: "PluginTests", dependencies: ["BuiltInScorers", "ScorerKit", "TestSupport"], swiftSettings: own),
    .testTarget(
      name: "RatingProgrammeTests", dependencies: ["RatingProgramme", "ScorerKit"], swiftSettings: own),
    .testTarget(
      name: "ConfigTests", dependencies: ["RatingProgramme", "ScorerKit", "BuiltInScorers", "GuildmarkCLI"],
      swiftSettings: own),
    .testTarget(
      name: "RatingEngineTests",
      dependencies: [
        "RatingEngine", "Statistics", "BuiltInScorers", "PlatformSimulator", "TestSupport", "CZlib", "CZstd",
      ],
      swiftSettings: own),
    .testTarget(
      name: "RatingLedgerTests",
      dependencies: [
        "RatingLedger", "RatingRecord", "RatingProgramme", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: own),
    .testTarget(
      name: "ReportCardsTests", dependencies: ["ReportCards", "RatingRecord", "ScorerKit"], swiftSettings: own),
    .testTarget(
      name: "PlatformSimulatorTests", dependencies: ["PlatformSimulator", "ScorerKit", "Statistics"], swiftSettings: own
    ),
    .executableTarget(
      name: "microbenchmark",
      dependencies: [
        "RatingEngine", "RatingProgramme", "ScorerKit", "BuiltInScorers", "TestSupport", "CZlib", "CZstd",
      ],
      path: "Tests/Benchmarks/Micro", swiftSettings: own),
    .executableTarget(
      name: "ledgerbenchmark",
      dependencies: ["RatingLedger", "RatingEngine", "RatingProgramme", "RatingRecord", "ScorerKit", "BuiltInScorers"],
      path: "Tests/Benchmarks/Ledger", swiftSettings: own),
    .testTarget(name: "CLITests", dependencies: ["guildmark", "TestSupport"], swiftSettings: own),
  ],
  cxxLanguageStandard: .cxx17
)
