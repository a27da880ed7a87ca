import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord

extension LedgerCommand {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look whether all is as it was published.",
      discussion: """
        Reads the whole ledger, works out every digest anew and follows the chain from entry to entry. Whoever can write the \
        file can also write a new chain: a digest that was kept elsewhere, such as on last month's report cards, shows that \
        with --expect. Exit code 65 where anything is wrong.
        """)

    @Argument(help: "The ledger's file.", completion: .file())
    var file: String

    @Option(
      help: "A publication's digest, which the ledger must have, or its first 12 digits or more; after sha256: or not.")
    var expect: String?

    func validate() throws {
      guard let expect else { return }
      let digits = expect.hasPrefix("sha256:") ? expect.dropFirst(7) : expect[...]
      guard (12...64).contains(digits.utf8.count), digits.allSatisfy({ $0.isHexDigit }) else {
        throw ValidationError(
          "--expect takes a digest, or its first 12 digits or more: sha256: and up to 64 hexadecimal digits")
      }
    }

    func run() throws {
      let digest = expect.map { ($0.hasPrefix("sha256:") ? "" : "sha256:") + $0.lowercased() }
      let verification = try Ledger(reading: file).verify(expecting: digest)
      try StandardOutput.write(verification.inWords)
      let faults = verification.faults.count
      if faults > 0 {
        throw Failure(.data, "\(printable(file)) is not as it was published: \(counted(faults, "fault"))")
      }
    }
  }
}

extension Verification {
  fileprivate var inWords: String {
    var lines = faults.map { visible($0.description) }
    if faults.isEmpty { lines.append("All is as it was published.") }
    let months = Set(entries.map(\.month))
    if let last = entries.last, let first = months.min() {
      lines.append(
        "\(counted(entries.count, "publication")) of \(counted(months.count, "month")), \(first) to \(last.month); "
          + "the last one’s digest is")
      lines.append(last.digest)
      if unreadable > 0 { lines.append("\(counted(unreadable, "other publication")) can’t be read.") }
    } else if unreadable > 0 {
      lines.append("None of its \(counted(unreadable, "publication")) can be read.")
    } else {
      lines.append("Nothing has been published in it.")
    }
    if let last = events.last {
      let appeals = events.count { $0.kind == .opened }
      lines.append(
        "\(counted(appeals, "appeal")), \(counted(events.count, "event")); the last one’s digest is")
      lines.append(last.digest)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
