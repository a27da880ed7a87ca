import ScorerKit

extension ProgrammeReading {
  mutating func exemptions(_ field: Field?, scorers: [ScorerSection]) -> [Programme.Exemption] {
    let expectation =
      "write a list, such as `- { name: Outage, from: 2026-10-03, to: 2026-10-05, tables: [payouts], reason: The provider was down. }`"
    let items = items(field, each: "exemption", expectation: expectation) ?? []
    var exemptions: [Programme.Exemption] = []
    var names: [String] = []
    if items.count > ExemptionKeys.most, let field {
      report(
        field.place,
        "`exemptions` has \(items.count) of them, and can have \(ExemptionKeys.most); take out those that are over")
    }
    for item in items.prefix(ExemptionKeys.most) {
      guard let section = entry(item, keys: ExemptionKeys.all, expectation) else { continue }
      let name = required(ExemptionKeys.name, in: section)
      if let name, names.contains(name) {
        report(
          section[ExemptionKeys.name]?.place ?? item.place,
          "the exemption \(quoted(name)) comes twice; give each its own name")
      }
      if let name { names.append(name) }
      let days = days(section)
      let regions = covered(ExemptionKeys.regions, section)
      let guilds = covered(ExemptionKeys.guilds, section)
      let what = what(section, scorers)
      let reason = required(ExemptionKeys.reason, in: section)
      if let name, let days, let regions, let guilds, let what, let reason {
        exemptions.append(
          Programme.Exemption(
            name: name, days: days, regions: regions, guilds: guilds, tables: what.tables, scorers: what.scorers,
            reason: reason))
      }
    }
    return exemptions
  }

  private mutating func days(_ section: Section) -> ClosedRange<Int64>? {
    let from = required(ExemptionKeys.from, in: section)
    let to = required(ExemptionKeys.to, in: section)
    guard let from, let to else { return nil }
    guard from <= to else {
      report(section[ExemptionKeys.to]?.place ?? section.place, "`to` is before `from`; it is the last day, and counts")
      return nil
    }
    return from...to
  }

  /// `nil`: wrong, and reported.
  private mutating func covered(_ key: WordsKey, _ section: Section) -> [String]? {
    guard let field = section[key] else { return [] }
    let before = mistakes.count
    let words = words(key, in: section) ?? []
    if words.isEmpty, mistakes.count == before {
      report(
        field.place, "\(quoted(key.name)) names none; name some, or take it out, and the exemption covers everyone")
    }
    return mistakes.count == before ? words : nil
  }

  private mutating func what(
    _ section: Section, _ scorers: [ScorerSection]
  ) -> (tables: [String], scorers: [String])? {
    typealias Keys = ExemptionKeys
    guard section[Keys.tables] != nil || section[Keys.scorers] != nil else {
      report(
        section.place,
        "\(quoted(section.name)) says nothing of what is exempt; write `tables`, such as `[payouts]`, or `scorers`")
      return nil
    }
    if let field = section[Keys.scorers], section[Keys.tables] != nil {
      report(field.keyPlace, "write `tables` or `scorers`, not both")
      return nil
    }
    let before = mistakes.count
    let tables = exemptTables(section, scorers)
    let names = exemptScorers(section, scorers)
    return mistakes.count == before ? (tables, names) : nil
  }

  private mutating func exemptTables(_ section: Section, _ scorers: [ScorerSection]) -> [String] {
    let read = scorers.flatMap { $0.type.reads.map { $0.table } }
    let known = Set(read.filter(Programme.Exemption.canExempt).map(\.name)).sorted()
    return each(ExemptionKeys.tables, section) { reading, name, place in
      guard !known.contains(name) else { return }
      if name == Memberships.table.name {
        reading.report(
          place,
          "`memberships` can't be exempted: they say who was there, and events are counted per month of them; exempt the events"
        )
      } else if read.contains(where: { $0.name == name }) {
        reading.report(place, "\(quoted(name)) can't be exempted: its rows are of no one day")
      } else if !known.isEmpty {
        reading.report(
          place,
          "no scorer of the programme reads a table \(quoted(name)); write \(oneOf(known))\(didYouMean(nearestName(to: name, among: known)))"
        )
      }
    }
  }

  private mutating func exemptScorers(_ section: Section, _ scorers: [ScorerSection]) -> [String] {
    let ids = scorers.map { $0.type.id }
    return each(ExemptionKeys.scorers, section) { reading, name, place in
      if let scorer = scorers.first(where: { $0.type.id == name }) {
        guard !scorer.type.reads.contains(where: { Programme.Exemption.canExempt($0.table) }) else { return }
        reading.report(
          place,
          "\(quoted(name)) can't be exempted: it counts memberships, which say who was there, and no events")
      } else if !ids.isEmpty {
        reading.report(
          place,
          "the programme has no scorer \(quoted(name)); write \(oneOf(ids))\(didYouMean(nearestName(to: name, among: ids)))"
        )
      }
    }
  }

  /// The words of a list, each looked at.
  private mutating func each(
    _ key: WordsKey, _ section: Section, _ check: (inout ProgrammeReading, String, Place) -> Void
  ) -> [String] {
    guard let field = section[key] else { return [] }
    let before = mistakes.count
    let words = words(key, in: section) ?? []
    if words.isEmpty, mistakes.count == before {
      report(field.place, "\(quoted(key.name)) names none; name at least one")
    }
    var places = [field.place]
    if case .sequence(let nodes) = field.node.content { places = nodes.map(\.place) }
    for (word, place) in zip(words, places) { check(&self, word, place) }
    return words
  }
}

extension Spelling<Int64> {
  /// Days since 1970-01-01.
  static let day = Spelling(
    "write a date such as `2026-10-03`", .text("[0-9]{4}-[0-9]{2}-[0-9]{2}"), examples: ["2026-10-03"],
    read: { text in
      let bytes = Array(text.utf8)
      guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
      func number(_ range: Range<Int>) -> Int64? {
        bytes[range].reduce(Int64?.some(0)) { sum, byte in
          (48...57).contains(byte) ? sum.map { $0 * 10 + Int64(byte) - 48 } : nil
        }
      }
      guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), year >= 1,
        (1...12).contains(month), (1...Calendar.daysInMonth(year: year, month: month)).contains(day)
      else { return nil }
      return Calendar.day(year: year, month: month, day: day)
    },
    spell: Calendar.text(ofDay:))
}
