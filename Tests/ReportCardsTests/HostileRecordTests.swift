import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("Every text of a record is data")
struct HostileRecordTests {
  static let text = "\"\u{301}><script>x</script><!--'\u{202E}\u{1B}[31m|`*_\n\n# h &lt; {{{style}}}"

  /// The fixture with every text that a person or a file may have written made hostile.
  static let record = Fixture.record { record in
    record.tool.version = text
    record.programme.name = text
    record.programme.digest = text
    record.programme.currency = text
    record.programme.contestHow = text
    record.programme.tiers = [.init(name: text, from: 70), .init(name: text + "2", from: 0)]
    record.inputs[1].table = text
    record.inputs[1].badRows = [.init(cause: text, count: 1)]
    record.incentives?.rule = text
    for i in record.coverage.indices {
      record.coverage[i].title = text
      record.coverage[i].summary = text
      record.coverage[i].window.from = text
      record.coverage[i].noData = record.coverage[i].noData.map { _ in text }
      for j in record.coverage[i].measures.indices {
        record.coverage[i].measures[j].title = text
        record.coverage[i].measures[j].playbook = text
      }
    }
    record.publication = Publication(version: 2, on: text, correctionsUntil: text, previous: text)
    record.status = .provisional
    record.programme.movement = Fixture.rules
    for i in record.guilds.indices { spoil(&record.guilds[i]) }
  }

  static func spoil(_ guild: inout GuildRating) {
    guild.name = Identifier(text)
    guild.tier = guild.tier.map { _ in text + "2" }
    guild.peerGroup.attributes = [.init(name: text, value: Identifier(text))]
    guild.flags = [
      Flag(kind: .provisional, reason: text), Flag(kind: .thin, reason: text), Flag(kind: .unrated, reason: text),
    ]
    guild.gates = [
      GateResult(
        name: text, fired: true, lowered: true, cap: text, reason: text,
        conditions: [.init(scorer: text, measure: text, comparison: text, limit: 1, value: 2)])
    ]
    let improvement = Improvement(
      scorer: text, measure: text, act: text, now: 1, after: 2, basis: .curve, gain: 1, reaches: text)
    guild.improvements = [improvement]
    guild.nextTier = NextTier(tier: text, missing: 1, acts: [improvement], isReachable: true, gates: [text])
    guild.incentives = GuildIncentives(
      grants: [.init(kind: .commissionBonus, rate: 0.01, base: nil, earned: nil, granted: nil, note: text)], earned: 1,
      granted: 0)
    guild.movement = Movement(
      scored: text, earned: text, rising: text, falling: text, from: text, fromMonth: Month(year: 2026, month: 9),
      rule: .promoted, reason: text, next: [text, text])
    guild.trend = Fixture.trend([61, 57.5], change: -3, note: text)
    guild.trend?.months[0].tier = text
    for i in guild.scorers.indices {
      for j in guild.scorers[i].measures.indices {
        guild.scorers[i].measures[j].noData = guild.scorers[i].measures[j].noData.map { _ in text }
        guild.scorers[i].measures[j].part = guild.scorers[i].measures[j].part.map { _ in text }
      }
    }
  }

  @Test("no page gains an element or an attribute", arguments: Self.record.guilds)
  func pages(_ guild: GuildRating) {
    for (html, scripts) in [(cardHTML(of: guild, in: Self.record), 0), (indexPage(Self.record), 1)] {
      let tags = tags(in: html)
      #expect(tags.filter { $0.name == "script" }.count == scripts && tags.filter { $0.name == "style" }.count == 1)
      for tag in tags { #expect(Set(tag.attributes.keys).isSubset(of: EscapingTests.attributes), "\(tag)") }
      #expect(!html.contains("<!--") && html.contains("{{{style}}}"))
    }
  }

  @Test("no line breaks out, in Markdown or on a terminal")
  func lines() {
    for guild in Self.record.guilds {
      let texts = [
        cardMarkdown(of: guild, in: Self.record), explanation(of: guild, in: Self.record, color: false),
        leagueTable(Self.record, color: false),
      ]
      for text in texts {
        #expect(
          text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x7F })
      }
      #expect(!texts[0].contains("<") && !texts[0].split(separator: "\n").contains { $0.hasPrefix("# h") })
      #expect(texts[1].split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
      #expect(texts[2].split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
    }
  }
}
