import RatingProgramme
import RatingRecord
import ScorerKit

/// What a programme settles and could have settled otherwise: each choice maps a number between 0 and 1 to one of the ways.
///
/// Whatever the numbers, the programme they make is one that could have been read from a file.
struct Choices: Sendable {
  let programme: Programme
  /// In the order of the programme.
  private(set) var varied: [Varied] = []
  private(set) var omissions: [Sensitivity.Omission] = []

  /// A choice, and how it is made.
  struct Varied: Sendable {
    let choice: Sensitivity.Choice
    /// Sets it by a number between 0 and 1.
    let set: @Sendable (Double, inout Programme) -> Void
  }

  /// What can become of a choice.
  enum Way {
    case varied(range: String, @Sendable (Double, inout Programme) -> Void)
    case fixed(because: String)
  }

  /// - Parameter windows: which of some months the tallies can tell of, by the place of a scorer.
  init(_ programme: Programme, within ranges: Variation, windows: (Int) -> Windows) {
    self.programme = programme
    for place in programme.scorers.indices {
      let id = programme.scorers[place].id
      add(.weights, "\(id) weight", ranges) { programme.scorerWeight(place, by: ranges.weights) }
      for measure in programme.scorers[place].measures.indices {
        let name = "\(id).\(programme.scorers[place].measures[measure].measure.id)"
        add(.weights, "\(name) weight", ranges) { programme.measureWeight(place, measure, by: ranges.weights) }
        add(.curves, "\(name) curve", ranges) { programme.curve(place, measure, by: ranges.curves) }
      }
      guard ranges.kinds.contains(.windows) else { continue }
      let windows = windows(place)
      add(.windows, "\(id) window", ranges) { programme.window(place, among: windows.usable) }
      for (months, reason) in windows.unusable {
        omissions.append(.init(name: "\(id) window of \(monthsText(months))", reason: reason))
      }
    }
    add(.combine, "combine", ranges) { programme.combineWay }
    add(.missing, "missing", ranges) { programme.missingWay }
    for kind in Sensitivity.Kind.allCases where !ranges.kinds.contains(kind) {
      omissions.append(.init(name: kind.rawValue, reason: "left out, as was asked for"))
    }
  }

  private mutating func add(_ kind: Sensitivity.Kind, _ name: String, _ ranges: Variation, _ way: () -> Way) {
    guard ranges.kinds.contains(kind) else { return }
    switch way() {
    case .varied(let range, let set):
      varied.append(Varied(choice: .init(kind: kind, name: name, range: range), set: set))
    case .fixed(let reason): omissions.append(.init(name: name, reason: reason))
    }
  }

  /// The programme with its choices set.
  ///
  /// - Parameter point: a number between 0 and 1 for each of `varied`.
  func programme(at point: [Double]) -> Programme {
    var programme = programme
    for (choice, number) in zip(varied, point) { choice.set(number, &programme) }
    return programme
  }
}

/// The windows a scorer may have.
struct Windows: Sendable {
  /// Months, ascending; the programme's own is among them.
  var usable: [Int]
  /// Months, and why not.
  var unusable: [(months: Int, reason: String)] = []
}

func monthsText(_ months: Int) -> String { months == 1 ? "1 month" : "\(months) months" }

/// One of some ways, all as likely.
func pick<Value>(_ values: [Value], by number: Double) -> Value {
  values[min(values.count - 1, max(0, Int(number * Double(values.count))))]
}

/// From one end to the other, all as likely.
func between(_ range: ClosedRange<Double>, by number: Double) -> Double {
  min(range.upperBound, range.lowerBound + number * (range.upperBound - range.lowerBound))
}
