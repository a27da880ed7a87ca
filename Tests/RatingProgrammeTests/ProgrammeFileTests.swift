import Foundation
import Testing

@testable import RatingProgramme

struct ProgrammeFileTests {
  /// Runs `body` with a folder of its own.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "programme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("a file is read, and messages name it")
  func load() throws {
    try Self.inFolder { folder in
      let path = folder + "/ü.yaml"
      try Data("scorers:\n  speed:\n".utf8).write(to: URL(filePath: path))
      #expect(try Programme.load(path: path, scorers: testScorers).scorers.count == 1)
      try Data("scorers:\n  sped:\n".utf8).write(to: URL(filePath: path))
      let error = #expect(throws: ProgrammeError.self) { try Programme.load(path: path, scorers: testScorers) }
      #expect(error.map { "\($0)" }?.hasPrefix("\(path):2:3: `scorers` has no scorer") == true)
    }
  }

  @Test("a file that is not there is told from one that cannot be read")
  func unreadable() throws {
    try Self.inFolder { folder in
      for path in [folder + "/none.yaml", folder + "/none/none.yaml", folder + "/\0", ""] {
        #expect(throws: ProgrammeError.noSuchFile(path: path)) {
          try Programme.load(path: path, scorers: testScorers)
        }
      }
      let error = #expect(throws: ProgrammeError.self) { try Programme.load(path: folder, scorers: testScorers) }
      #expect(error.map { "\($0)" } == "\(folder): this is a directory; name a programme's file in it")
    }
  }

  @Test("a file too long is a mistake, and is not read to its end")
  func large() throws {
    try Self.inFolder { folder in
      let path = folder + "/large.yaml"
      try Data(repeating: UInt8(ascii: "#"), count: 3 << 20).write(to: URL(filePath: path))
      let mistake = Mistake(file: path, line: 1, column: 1, message: YAMLText.tooLong)
      #expect(throws: ProgrammeError.mistakes([mistake])) { try Programme.load(path: path, scorers: testScorers) }
      #expect(try fileBytes("/dev/zero", atMost: 100_000).count == 100_000)
    }
  }
}
