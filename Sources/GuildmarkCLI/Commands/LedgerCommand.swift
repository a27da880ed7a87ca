import ArgumentParser
import RatingEngine
import RatingLedger

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Begin a ledger, verify it, copy it out.",
    subcommands: [Create.self, Verify.self, Export.self, Backup.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Begin a ledger, in a file that is not there yet.")

    @Argument(help: "The ledger's file, such as guildmark.sqlite.", completion: .file())
    var file: String

    func run() throws {
      try Ledger.create(at: file)
      StandardError.say("guildmark: \(printable(file)) is a ledger, and empty; `guildmark publish` writes in it")
    }
  }

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy a ledger, also while others use it.",
      discussion: "The copy is verified before it gets its name. Nothing is written over.")

    @Argument(help: "The ledger's file.", completion: .file())
    var file: String

    @Argument(help: "Where the copy goes.", completion: .file())
    var to: String

    func run() throws {
      let ledger = try Ledger(reading: file)
      try makeFolders(above: to)
      let copy = try ledger.backUp(to: to)
      StandardError.say(
        "guildmark: \(printable(to)) is a copy of \(printable(file)), verified, with "
          + counted(copy.entries.count, "publication"))
    }
  }
}
