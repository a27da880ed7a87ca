// swift-tools-version: 6.1
import PackageDescription

/// Every target of our own: Swift 6 language mode comes with the tools version.
/// CI builds with `-warnings-as-errors` on the command line, so that dependencies of others are not held to it.
let package = Package(
  name: "guildmark",
  products: [
    .executable(name: "guildmark", targets: ["guildmark"]),
    .library(name: "Guildmark", targets: ["GuildmarkCLI", "ScorerKit", "BuiltInScorers"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "ScorerKit"),
    .target(name: "RatingProgramme", dependencies: ["ScorerKit", "CLibYAML"]),
    .target(name: "RatingRecord", dependencies: ["ScorerKit"]),
    .target(name: "RatingEngine", dependencies: ["ScorerKit", "RatingProgramme", "RatingRecord"]),
    .target(
      name: "ReportCards",
      dependencies: ["RatingRecord", .product(name: "Mustache", package: "swift-mustache")]),
    .target(name: "PlatformSimulator", dependencies: ["ScorerKit"]),
    .target(name: "BuiltInScorers", dependencies: ["ScorerKit"], path: "Plugins"),
    .target(
      name: "GuildmarkCLI",
      dependencies: [
        "RatingEngine", "ReportCards", "PlatformSimulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "guildmark", dependencies: ["GuildmarkCLI", "BuiltInScorers"]),
    .testTarget(name: "ReportCardsTests", dependencies: ["ReportCards", "RatingRecord", "ScorerKit"]),
  ]
)
