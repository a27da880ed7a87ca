import RatingProgramme
import ScorerKit

/// One measure of a programme's scorers, or one part of a breakdown.
public struct MeasureChoice: Sendable {
  public let plan: ScorerPlan
  public let measure: Measure
  /// `nil` where all of the measure is meant.
  public let part: String?

  public var scorer: String { plan.id }
  /// As it is written: `retention.exit_reasons.pay`.
  public var name: String { "\(plan.id).\(measure.id)" + (part.map { ".\($0)" } ?? "") }
  /// As a heading, with the settings' values in it.
  public var title: String { plan.scorer.title(of: measure).replacing("\u{A0}", with: " ") }

  /// - Parameter name: `scorer.measure`, or `scorer.breakdown.part`.
  /// - Throws: `EngineError.noSuchMeasure` with the nearest one there is.
  public init(_ name: String, of programme: Programme) throws {
    for plan in programme.scorers {
      guard let rest = MeasureChoice.rest(of: name, after: plan.id) else { continue }
      // The ids of declared measures may have dots in them.
      if let measure = plan.scorer.measures.first(where: { $0.id == rest }) {
        (self.plan, self.measure, part) = (plan, measure, nil)
        return
      }
      for measure in plan.scorer.measures where measure.kind == .breakdown {
        guard let part = MeasureChoice.rest(of: rest, after: measure.id) else { continue }
        (self.plan, self.measure, self.part) = (plan, measure, part)
        return
      }
    }
    let all = programme.scorers.flatMap { plan in plan.scorer.measures.map { (plan.id, $0.id) } }
    let namesakes = all.filter { $0.1 == name }.map { "\($0.0).\($0.1)" }
    let known = all.map { "\($0.0).\($0.1)" }
    throw EngineError.noSuchMeasure(
      name, near: namesakes.count == 1 ? namesakes[0] : nearestName(to: name, among: known), known: known)
  }

  private static func rest(of name: String, after head: String) -> String? {
    name.hasPrefix("\(head).") && name.utf8.count > head.utf8.count + 1 ? String(name.dropFirst(head.count + 1)) : nil
  }

  /// The parts that there may be, as far as closed lists say.
  var possibleParts: [String] {
    type(of: plan.scorer).reads.flatMap { use in
      use.columns.flatMap { name -> [String] in
        if case .word(let words)? = use.table.column(name)?.type { words } else { [] }
      }
    }
  }
}

extension Guild {
  /// The id of the guild that is most likely meant, if one is near enough to be worth offering.
  public static func nearest(
    to text: String, among guilds: some Sequence<(id: Identifier, name: Identifier?)>
  ) -> String? {
    let asked = text.lowercased()
    let guilds = Array(guilds)
    let namesake = guilds.first { [$0.id, $0.name].contains { $0?.description.lowercased() == asked } }
    return namesake?.id.description ?? nearestName(to: text, among: guilds.map(\.id.description))
  }
}
