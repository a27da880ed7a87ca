import GRDB

extension Ledger {
  /// Copies the ledger as it is at this moment into a file that is not there yet; others may publish meanwhile. The copy is
  /// verified before it gets its name.
  ///
  /// - Throws: `LedgerError`.
  /// - Returns: what the copy holds.
  public func backUp(to place: String) throws -> Verification {
    var verification: Verification?
    try Ledger.place(at: place) { draft in
      try copy(to: draft)
    } check: { draft in
      let copy = try Ledger(reading: draft).verify()
      guard copy.faults.isEmpty else {
        throw LedgerError.damaged(path: path, problem: "a copy of it is not as it was published, and was not kept")
      }
      verification = copy
    }
    return verification ?? Verification(entries: [], faults: [])
  }
}
