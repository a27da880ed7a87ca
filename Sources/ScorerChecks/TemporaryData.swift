import Foundation

/// A data directory for one test, gone after it.
public final class TemporaryData: Sendable {
  public let path: String

  /// - Parameter tables: the content of each table's file.
  public init(_ tables: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "guildmark-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (table, text) in tables { try write(Array(text.utf8), to: "\(table).csv") }
  }

  public func write(_ bytes: [UInt8], to file: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(file)"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
