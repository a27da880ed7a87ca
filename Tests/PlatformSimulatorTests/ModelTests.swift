import ScorerKit
import Testing

@testable import PlatformSimulator

/// What is rare in tables small enough for a test, drawn often from the models themselves.
@Suite struct ModelTests {
  @Test("broadcasters leave as often, and for such reasons, as their guild's qualities say")
  func leaving() throws {
    let platform = Platform(
      options {
        $0.guilds = 1
        $0.broadcasters = 40_000
        $0.drift = 0
        $0.months = 3
      })
    let model = LeavingModel(platform.guilds[0].qualities[0])
    let window = Window(months: 3, endingWith: Month(year: 2026, month: 10))
    var (days, exits) = (0 as Int64, [LeaveReason?]())
    for spell in platform.roster.spells {
      days += max(0, min(Int64(spell.left), window.end) - max(Int64(spell.joined), window.start))
      if window.contains(day: Int64(spell.left)) { exits.append(spell.reason) }
    }
    let months = Double(days) / Calendar.daysPerMonth
    func expect(_ count: Int, near expected: Double, _ what: String) {
      #expect(abs(Double(count) - expected) < 4 * expected.squareRoot(), "\(what): \(count), expected \(expected)")
    }
    expect(exits.count { $0 == .guildInitiated }, near: model.letGo * months, "let go")
    expect(exits.count { $0 == .platformInitiated }, near: model.removed * months, "removed")
    expect(
      exits.count { $0 != .guildInitiated && $0 != .platformInitiated }, near: model.voluntary * months, "voluntary")
    for (reason, share) in zip(LeavingModel.reasons, model.shares) {
      expect(exits.count { $0 == reason }, near: share * model.voluntary * months, "\(reason?.rawValue ?? "unknown")")
    }
  }

  @Test("complaints are decided as the guild's conduct says", arguments: [0.0, 0.4, 1.0])
  func complaints(conduct: Double) {
    let (model, draws) = (ComplaintModel(conduct: conduct), 40_000)
    var random = Random(seed: 1, .complaints)
    let courses = (0..<draws).map { _ in model.course(&random) }
    func expect(_ share: Double, _ what: String, _ holds: (ComplaintModel.Course) -> Bool) {
      let error = (share * (1 - share) / Double(draws)).squareRoot()
      #expect(abs(Double(courses.count(where: holds)) / Double(draws) - share) < 4 * error, "\(what)")
    }
    expect(model.upheld, "upheld") { $0.outcome == .upheld }
    expect(ComplaintModel.withdrawn, "withdrawn") { $0.outcome == .withdrawn }
    for (severity, share) in zip(Severity.allCases, model.severities) {
      expect(share, severity.rawValue) { $0.severity == severity && $0.outcome != .pending }
    }
    let days = courses.reduce(0) { $0 + Double($1.decided) } / Double(draws * 86_400)
    #expect(abs(days - ComplaintModel.meanDecisionDays) < 4 * 26 / (12 * Double(draws)).squareRoot())
  }

  @Test("a stream of random numbers is its name: the same again for the same name, another for another")
  func streams() {
    var (one, same, other) = (
      Random(seed: 1, .guild, 1, 2), Random(seed: 1, .guild, 1, 2), Random(seed: 1, .guild, 2, 1)
    )
    let drawn = (0..<100).map { _ in one.next() }
    #expect(drawn == (0..<100).map { _ in same.next() })
    #expect(Set(drawn).isDisjoint(with: (0..<100).map { _ in other.next() }))
  }
}
