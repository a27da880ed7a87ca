import Glibc
import ScorerKit

/// A directory with one CSV a table.
struct DataDirectory: Sendable {
  let path: String

  /// - Throws: `EngineError.noInput` where there is no such directory.
  init(path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw EngineError.noInput(path: path, reason: errno == EACCES ? "permission denied" : "no such directory")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw EngineError.noInput(path: path, reason: "is no directory; give the folder that holds the tables")
    }
    self.path = path
  }

  /// The table's file; `nil` where there is none.
  func file(of table: Table) -> String? {
    let file = "\(path)/\(table.name).csv"
    var status = stat()
    return lstat(file, &status) == 0 ? file : nil
  }

  /// - Throws: `EngineError.noInput` where not one of the tables is there: most likely it is another folder that is meant.
  func requireAny(of tables: [Table]) throws {
    guard tables.allSatisfy({ file(of: $0) == nil }) else { return }
    let files = tables.map { "\($0.name).csv" }.joined(separator: ", ")
    throw EngineError.noInput(path: path, reason: "holds none of the tables; looked for \(files)")
  }
}
