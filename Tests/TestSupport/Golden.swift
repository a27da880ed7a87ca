import Foundation

/// Inputs with answers that others worked out. They lie outside the project; tests that need them are skipped, saying so,
/// where they are absent.
public enum Golden {
  public static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `$GUILDMARK_GOLDEN`, or else `golden` in a folder `shared` beside the checkout.
  static let root =
    ProcessInfo.processInfo.environment["GUILDMARK_GOLDEN"].map { URL(filePath: $0) }
    ?? packageRoot.deletingLastPathComponent().appending(path: "shared/golden")

  public static let isAbsent = "the golden results are not here (set GUILDMARK_GOLDEN to their folder)"

  /// The folder or file of that name, also among the real logs in `real` beside it.
  public static func path(_ name: String) -> String { root.appending(path: name).standardizedFileURL.path }

  public static func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Rows of a plain CSV without quotes, by column.
  public static func rows(_ name: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: path(name), encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
  }
}
