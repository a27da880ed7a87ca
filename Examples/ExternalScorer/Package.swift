// swift-tools-version: 6.1
import PackageDescription

/// A package of one's own: a scorer, an executable with all of Guildmark's commands that knows it, and its checks.
let package = Package(
  name: "our-rating",
  dependencies: [.package(name: "guildmark", path: "../..")],
  targets: [
    .target(name: "OurScorers", dependencies: [.product(name: "Guildmark", package: "guildmark")]),
    .executableTarget(
      name: "our-rating", dependencies: ["OurScorers", .product(name: "Guildmark", package: "guildmark")]),
    .testTarget(
      name: "OurScorersTests", dependencies: ["OurScorers", .product(name: "ScorerChecks", package: "guildmark")]),
  ])
