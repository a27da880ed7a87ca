import Foundation
import Glibc
import TestSupport
import Testing

/// Where single files are written: never over a pipe or a device, and through links.
struct OutputFileTests {
  private static let programme = "scorers: { payout_fairness: , responsiveness: }\n"

  private func data() throws -> TemporaryData {
    let data = try SmallPlatform.written()
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    return data
  }

  private func keep(_ file: String, _ data: TemporaryData) throws -> Guildmark.Outcome {
    try Guildmark.run(
      "tune", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--quiet", "--keep", file)
  }

  @Test("a pipe, a device and a folder are refused, and stay what they are")
  func noFiles() throws {
    let data = try data()
    let pipe = "\(data.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    expectFailure(try keep(pipe, data), Code.cannotWrite, says: "it is a pipe or a device and no file")
    expectFailure(try keep("/dev/null", data), Code.cannotWrite, says: "it is a pipe or a device and no file")
    expectFailure(try keep(data.path, data), Code.cannotWrite, says: "Is a directory")
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("a link stays a link, and what it leads to is written with the rights it had")
  func links() throws {
    let data = try data()
    let (file, link) = ("\(data.path)/kept.tallies", "\(data.path)/link")
    try data.write([1], to: "kept.tallies")
    chmod(file, 0o640)
    #expect(symlink(file, link) == 0)
    expectDone(try keep(link, data))
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o640 && status.st_size > 100)
    let left = try FileManager.default.contentsOfDirectory(atPath: data.path).filter {
      $0.contains(".writing-") || $0.contains(".replaced-")
    }
    #expect(left.isEmpty)
    #expect(symlink("\(data.path)/nowhere", "\(data.path)/dangling") == 0)
    expectFailure(try keep("\(data.path)/dangling", data), Code.cannotWrite, says: "a link to nowhere")
  }

  @Test("two pages whose names lead to one file are refused, and it stays")
  func oneFileTwice() throws {
    let data = try data()
    let folder = "\(data.path)/out/guilds"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try data.write(Array("as it was".utf8), to: "real")
    for ending in ["html", "md"] { #expect(symlink("\(data.path)/real", "\(folder)/A.\(ending)") == 0) }
    let outcome = try Guildmark.run(
      "report", "--guild", "A", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10",
      "--quiet", "--out", "\(data.path)/out")
    expectFailure(outcome, Code.cannotWrite, says: "A.md: it leads to the same file as", "A.html")
    #expect(files(in: data.path)["real"] == Array("as it was".utf8))
  }

  @Test("a folder that is not there is not made for a file")
  func noFolder() throws {
    let data = try data()
    try FileManager.default.createDirectory(atPath: "\(data.path)/pages", withIntermediateDirectories: false)
    expectFailure(
      try keep("\(data.path)/page/kept", data), Code.cannotWrite, says: "there is no folder", "did you mean", "pages?")
    expectFailure(try keep("\(data.path)/elsewhere/kept", data), Code.cannotWrite, says: "make it first")
    #expect(!FileManager.default.fileExists(atPath: "\(data.path)/page"))
  }
}
