import Glibc
import ScorerKit

/// A directory with the tables: for each `requests.csv`, or a folder `requests` of such files, any of them compressed.
struct DataDirectory: Sendable {
  let path: String
  /// Tables that are read from elsewhere, and where.
  private let inputs: [String: [String]]

  /// - Parameter inputs: by table the files to read in place of those of the directory; `-` is standard input.
  /// - Throws: `EngineError.noInput` where there is no such directory.
  init(path: String, inputs: [String: [String]] = [:]) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw EngineError.noInput(path: path, reason: errno == EACCES ? "permission denied" : "no such directory")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw EngineError.noInput(path: path, reason: "is no directory; give the folder that holds the tables")
    }
    self.path = path
    self.inputs = inputs
  }

  private static let endings = [".csv", ".csv.gz", ".csv.zst"]

  /// The table's files, in the order of their names' bytes; empty where there are none.
  ///
  /// - Throws: `EngineError` where there is more than one place to look, or a folder with something else in it.
  func sources(of table: Table) throws -> [DataSource] {
    if let inputs = inputs[table.name] { return inputs.map { DataSource(path: $0, content: .file) } }
    let files = DataDirectory.endings.map { "\(path)/\(table.name)\($0)" }.filter(exists)
    let folder = "\(path)/\(table.name)"
    let places = files + (exists(folder) ? [folder] : [])
    guard places.count < 2 else {
      throw EngineError.contradiction(
        "\(printable(places[0])) and \(printable(places[1])) both hold the table \(table.name); which is meant can't be told"
      )
    }
    if let file = files.first { return [DataSource(path: file, content: .file)] }
    return places.isEmpty ? [] : try filesIn(folder).map { DataSource(path: $0, content: .file) }
  }

  /// The files of a table's folder. Hidden ones, and those whose names begin with `_`, are marks of the programs that wrote
  /// the others, and no part of the table.
  private func filesIn(_ folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      throw EngineError.noInput(
        path: folder, reason: errno == ENOTDIR ? "is no folder, and no .csv" : String(cString: strerror(errno)))
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), !name.hasPrefix("_") { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var stems: [String: String] = [:]
    for name in names {
      guard let ending = DataDirectory.endings.first(where: name.hasSuffix) else {
        throw EngineError.noInput(
          path: "\(folder)/\(name)", reason: "is no .csv, .csv.gz or .csv.zst; a table's folder holds nothing else")
      }
      if let other = stems.updateValue(name, forKey: String(name.dropLast(ending.count))) {
        throw EngineError.contradiction(
          "\(printable(folder)): \(printable(other)) and \(printable(name)) look like the same rows; which is meant can't be told"
        )
      }
    }
    guard !names.isEmpty else {
      throw EngineError.noInput(path: folder, reason: "holds no .csv, .csv.gz or .csv.zst")
    }
    return names.map { "\(folder)/\($0)" }
  }

  private func exists(_ file: String) -> Bool {
    var status = stat()
    return lstat(file, &status) == 0
  }

  /// - Throws: `EngineError.noInput` where not one of the tables is there: most likely it is another folder that is meant.
  func requireAny(of tables: [Table]) throws {
    guard try tables.allSatisfy({ try sources(of: $0).isEmpty }) else { return }
    let files = tables.map { "\($0.name).csv" }.joined(separator: ", ")
    throw EngineError.noInput(path: path, reason: "holds none of the tables; looked for \(files)")
  }
}
