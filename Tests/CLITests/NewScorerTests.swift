import Foundation
import TestSupport
import Testing

/// `new-scorer`, in checkouts of a few files. `make tutorial` builds what it writes, and runs its examples.
@Suite struct NewScorerTests {
  static let registry = """
    import ScorerKit

    /// In alphabetical order of id.
    public let builtInScorers: [any Scorer.Type] = [
      Brought.self,
      // Counts what is upheld.
      ComplaintRate.self,
      Sorted.self,
    ]

    """

  /// A folder with the sources that matter.
  static func checkout(_ registry: String = NewScorerTests.registry) throws -> TemporaryData {
    let place = try TemporaryData()
    let files = [
      "Plugins/Registry.swift": registry,
      "Plugins/Brought/Brought.swift":
        "public struct Brought: DeclaringScorer {\n  public static let id = \"brought\"\n}\n",
      "Plugins/Brought/MeasuresTable.swift": "enum Brings {}\n",
      "Plugins/ComplaintRate/ComplaintRate.swift":
        "public struct ComplaintRate: Scorer {\n  public static let id = \"complaint_rate\"\n}\n",
      "Plugins/Sorted/Sorted.swift": "public struct Sorted: Scorer {\n  public static let id = \"out_of_hours\"\n}\n",
      "Sources/ScorerKit/Measure.swift": "/// A struct Punctuality.\npublic struct Measure {\n  enum Kind {}\n}\n",
      "Sources/RatingEngine/Rating.swift": "public struct Rating {}\nstruct Inner {}\n",
    ]
    for (name, text) in files {
      let folder = (name as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: "\(place.path)/\(folder)", withIntermediateDirectories: true)
      try place.write(Array(text.utf8), to: name)
    }
    return place
  }

  private func run(_ arguments: [String], in place: TemporaryData) throws -> Guildmark.Outcome {
    try Guildmark.run(["new-scorer"] + arguments + ["--in", place.path])
  }

  @Test("a new scorer is one folder and one line, in the order of ids")
  func folderAndLine() throws {
    let place = try Self.checkout()
    let before = files(in: place.path)
    let outcome = try run(["Tidiness"], in: place)
    expectDone(outcome)
    #expect(outcome.text.contains("Plugins/Tidiness: Tidiness.swift, "), "\(outcome)")
    #expect(outcome.words.isEmpty)
    var after = files(in: place.path)
    let folder = ["", "+Measures", "+Examples"].map { "Plugins/Tidiness/Tidiness\($0).swift" }
    for file in folder { #expect(after.removeValue(forKey: file)?.isEmpty == false, "\(file)") }
    let registry = String(decoding: after.removeValue(forKey: "Plugins/Registry.swift") ?? [], as: UTF8.self)
    #expect(registry == Self.registry.replacing("  Sorted.self,\n", with: "  Sorted.self,\n  Tidiness.self,\n"))
    #expect(after == before.filter { $0.key != "Plugins/Registry.swift" })
  }

  @Test(
    "its line goes to its place", arguments: [("Aardvark", 4), ("Calls", 5), ("Manners", 7), ("Zeal", 8)])
  func place(name: String, line: Int) throws {
    let place = try Self.checkout()
    expectDone(try run([name], in: place))
    let registry = String(decoding: files(in: place.path)["Plugins/Registry.swift"] ?? [], as: UTF8.self)
    #expect(registry.split(separator: "\n", omittingEmptySubsequences: false)[line] == "  \(name).self,", "\(registry)")
  }

  @Test(
    "id and title follow from the name",
    arguments: [
      ("Tidiness", "tidiness", "Tidiness"), ("LateReplies", "late_replies", "Late replies"),
      ("HTTPErrors", "http_errors", "HTTP errors"), ("VIPCare", "vip_care", "VIP care"),
      ("Top10Guilds", "top10_guilds", "Top10 guilds"), ("HTTP", "http", "HTTP"),
      ("CareOfVIPs", "care_of_vi_ps", "Care of VI ps"),
    ])
  func names(name: String, id: String, title: String) throws {
    let place = try Self.checkout()
    expectDone(try run([name], in: place))
    let definition = String(decoding: files(in: place.path)["Plugins/\(name)/\(name).swift"] ?? [], as: UTF8.self)
    #expect(definition.contains("static let id = \"\(id)\"\n"))
    #expect(definition.contains("static let title = \"\(title)\"\n"))
  }

  @Test(
    "whatever it is called and reads, it is laid out as `make check-format` wants it",
    arguments: ["complaints", "memberships", "payouts", "requests"])
  func layout(table: String) throws {
    let place = try Self.checkout()
    try FileManager.default.copyItem(
      atPath: Golden.packageRoot.appending(path: ".swift-format").path, toPath: "\(place.path)/.swift-format")
    let long = "A" + String(repeating: "Bc", count: 24) + "D"
    for name in ["Zeal", "HTTPErrors", long] {
      expectDone(
        try run(
          [name, "--table", table, "--title", "“A” \"title\" \\ of sixty characters, as many as there may be: "],
          in: place))
    }
    for name in ["Zeal", "HTTPErrors", long] {
      let lint = try Guildmark.shell("swift format lint --strict -r Plugins/\(name)", in: place.path)
      #expect(lint.code == 0 && lint.words.isEmpty, "\(lint)")
    }
  }

  @Test(
    "a name that can't be is refused, and nothing is changed",
    arguments: [
      (["late_replies"], "did you mean LateReplies?"), (["lateReplies"], "did you mean LateReplies?"),
      (["Late Replies"], "did you mean LateReplies?"), (["2Late"], "such as Punctuality"),
      ([""], "such as Punctuality"),
      (["Späte"], "such as Punctuality"), (["../Late"], "such as Punctuality"),
      ([String(repeating: "A", count: 51)], "has 51 letters; a scorer's name has 50 at most"),
      (["Brought"], "there is a folder Plugins/Brought already"),
      (["BROUGHT"], "there is a folder Plugins/Brought already"),
      (["MeasuresTable"], "there is a file Plugins/Brought/MeasuresTable.swift already"),
      (["Brings"], "Brings is a type already, at Plugins/Brought/MeasuresTable.swift:1"),
      (["Measure"], "Measure is a type already, at Sources/ScorerKit/Measure.swift:2"),
      (["Kind"], "Kind is a type already, at Sources/ScorerKit/Measure.swift:3"),
      (["Rating"], "Rating is a type already, at Sources/RatingEngine/Rating.swift:1"),
      (["RatingEngine"], "RatingEngine is a module"), (["String"], "a name of Swift's standard library"),
      (["Any"], "a name of the language"), (["Date"], "a name of Foundation"),
      (["BuiltInScorers"], "is a name of a module"), (["Glibc"], "is a name of a module"),
      (["Synchronization"], "is a name of a module"), (["Testing"], "Swift Testing"), (["Swift"], "a name of Swift's"),
      (["OutOfHours"], "the id out_of_hours is taken, at Plugins/Sorted/Sorted.swift:2"),
      (["Retention"], "there is a scorer retention already"),
      (["Zeal", "--table", "guilds"], "'complaints', 'memberships', 'payouts'"),
      (["Zeal", "--title", "a\nb"], "--title takes 1 to 60 characters on a line"),
      (["Zeal", "--title", " "], "--title takes 1 to 60 characters on a line"), ([], "<name>"),
    ] as [([String], String)])
  func refused(arguments: [String], words: String) throws {
    let place = try Self.checkout()
    let before = files(in: place.path)
    expectFailure(try run(arguments, in: place), Code.usage, says: words)
    #expect(files(in: place.path) == before)
  }

  @Test("an inner type elsewhere is no obstacle")
  func inner() throws { expectDone(try run(["Inner"], in: Self.checkout())) }

  @Test(
    "a registry that can't be added to for sure is left alone, and so is the folder",
    arguments: [
      ("public let builtInScorers = [Brought.self]\n", "there is no list of scorers, each on a line"),
      (registry.replacing("\n]", with: ""), "Plugins/Registry.swift:4: the list that begins here does not end"),
      (registry.replacing("Sorted.self,", with: "Sorted.self"), "Plugins/Registry.swift:8: `Sorted.self` is no scorer"),
      (registry.replacing("Sorted.self,", with: "#if DEBUG"), "Plugins/Registry.swift:8: `#if DEBUG` is no scorer"),
      (registry.replacing("Sorted.self,", with: "Brought.self,"), "brought stands behind complaint_rate"),
      (registry.replacing("Sorted.self,", with: "Gone.self,"), "names Gone, which no file in Plugins declares"),
    ])
  func registryRefused(text: String, words: String) throws {
    let place = try Self.checkout(text)
    let before = files(in: place.path)
    expectFailure(try run(["Zeal"], in: place), Code.data, says: words)
    #expect(files(in: place.path) == before)
  }

  @Test("where there is no checkout it says so")
  func nowhere() throws {
    let place = try TemporaryData()
    expectFailure(
      try run(["Zeal"], in: place), Code.noInput, says: "there is no Plugins/Registry.swift in \(place.path)")
    expectFailure(
      try Guildmark.run(["new-scorer", "Zeal"], in: place.path), Code.noInput, says: "in this folder")
  }
}
