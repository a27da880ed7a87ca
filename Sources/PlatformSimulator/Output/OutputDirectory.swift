#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The directory a simulation writes into: new or empty before, and again if the simulation fails.
struct OutputDirectory {
  let path: String
  private let isNew: Bool
  private(set) var written: [String] = []

  /// Makes the directory, or makes sure that there is nothing in it.
  init(_ path: String) throws(SimulationError) {
    self.path = path
    isNew = mkdir(path, 0o755) == 0
    if isNew { return }
    guard errno == EEXIST else { throw .cannotWrite(path: path, reason: systemReason()) }
    guard let directory = opendir(path) else { throw .cannotWrite(path: path, reason: systemReason()) }
    defer { closedir(directory) }
    var entries = 0
    while readdir(directory) != nil { entries += 1 }
    // Every directory has "." and "..".
    if entries > 2 { throw .notEmpty(directory: path) }
  }

  mutating func file(_ name: String, columns: [String]) throws(SimulationError) -> CSVFile {
    let file = try CSVFile("\(path)/\(name).csv", columns: columns)
    written.append(file.path)
    return file
  }

  /// Takes back what was written.
  func clear() {
    for file in written { unlink(file) }
    if isNew { rmdir(path) }
  }
}
