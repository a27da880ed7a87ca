import ArgumentParser
import Glibc
import RatingEngine
import RatingProgramme
import ScorerKit

struct Init: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented programme with all defaults, to start one's own from.",
    discussion: """
      It means what a run without a programme does, and says what each key and setting is for; what has no default stands there as \
      an example that is not in force. `guildmark schema > guildmark.schema.json` beside it has editors complete and check it.
      """)

  @Option(
    name: .customLong("scorer"),
    help: "A scorer to write; may be given several times. Without any, all that have measures of their own.")
  var ids: [String] = []

  @Option(help: "A file to write to, which must not be there yet; without it, standard output.", completion: .file())
  var out: String?

  func validate() throws {
    if out == "" { throw ValidationError("--out takes a file") }
    if let twice = Declaration.repeated(ids).first {
      throw ValidationError("--scorer names \(printable(twice)) twice")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let known = scorers.map { $0.id }
    for id in ids where !known.contains(id) {
      let hint = nearestName(to: id, among: known).map { "did you mean \($0)?" }
      throw Failure(
        .usage, "there is no scorer \(printable(id)); \(hint ?? "there are \(known.joined(separator: ", "))")")
    }
    let declaring = scorers.filter { $0 is any DeclaringScorer.Type }
    let own = scorers.filter { !($0 is any DeclaringScorer.Type) }
    let chosen = ids.compactMap { id in scorers.first { $0.id == id } }
    let text =
      chosen.isEmpty && !own.isEmpty
      ? Programme.commented(scorers: own, others: declaring)
      : Programme.commented(scorers: chosen.isEmpty ? declaring : chosen)
    guard let out else { return try StandardOutput.write(text) }
    try writeNewFile(Array(text.utf8), at: out)
  }
}

/// Writes a file that is not there yet, and takes it back where it can't be written whole.
///
/// - Throws: `Failure`.
private func writeNewFile(_ bytes: [UInt8], at path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    if errno == EEXIST {
      throw Failure(.cannotWrite, "\(printable(path)) is there already, and is not replaced; give --out another name")
    }
    throw Failure(.cannotWrite, "cannot write \(printable(path)): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  do {
    try write(bytes, to: descriptor, named: path)
  } catch {
    unlink(path)
    throw error
  }
}
