/// How a measured value becomes the one that is scored: the step *shrink*, for one guild and measure.
///
/// On its scale the estimate lies between the guild's own value and the peers', nearer the own the more events it rests on. The
/// same line says what another value over as many events would become, which recommendations ask.
struct Leaning: Sendable, Equatable {
  var scale = Scale.plain
  /// What the guild's own value weighs, 0…1; the peers' weighs the rest.
  var own = 1.0
  /// The peers' value, on the scale.
  var peers = 0.0
  /// From the estimate to the end of its interval that is worse for the guild, on the scale, where that end is scored.
  var caution = 0.0
  /// What the evidence puts a value above its own place on the scale, where it knows of a bias.
  private var shift = 0.0
  /// Where the evidence puts a value that has no place there; `nil` where it is of another.
  private var instead: Double?

  /// The value itself.
  static let none = Leaning()

  /// - Parameter value: in the measure's unit; infinite for never.
  func scored(_ value: Double) -> Double {
    if own == 1, caution == 0 { return value }
    return value.isFinite ? scale.value(centre(value) + caution) : value
  }

  /// The same, by so much more as makes `value` that `end`.
  func towards(_ end: Double, from value: Double) -> Leaning {
    var leaning = self
    leaning.caution = scale.from(end) - centre(value)
    // An end at which the scale ends has no finite place on it.
    if !leaning.caution.isFinite, end.isFinite { return Leaning(own: 0, peers: end) }
    return leaning
  }

  /// The estimate, on the scale.
  func centre(_ value: Double) -> Double {
    let scaled = scale.from(value)
    return own * (scaled.isFinite ? scaled + shift : instead ?? scaled) + (1 - own) * peers
  }

  /// Takes the evidence for a value to lie at `centre` on the scale.
  mutating func rest(on centre: Double, for value: Double) {
    let scaled = scale.from(value)
    if scaled.isFinite { shift = centre - scaled } else { instead = centre }
  }

  init(scale: Scale = .plain, own: Double = 1, peers: Double = 0) {
    self.scale = scale
    self.own = own
    self.peers = peers
  }
}

/// What becomes of one guild's values. Of nothing that is not named here anything becomes.
struct Leanings: Sendable {
  /// By scorer and measure.
  var scored: [[Leaning]] = []
  /// By gate and condition; empty where all read values.
  var compared: [[GateReading]] = []

  /// What a gate's condition compares with its limit.
  enum GateReading {
    case value
    /// The near end of an interval.
    case end(Leaning)
    /// It must be sure, and nothing tells how sure the value is.
    case unknown
  }

  func ofScored(_ scorer: Int, _ measure: Int) -> Leaning { scored.isEmpty ? .none : scored[scorer][measure] }

  /// What is scored of a value.
  func scored(_ value: Double, _ scorer: Int, _ measure: Int) -> Double { ofScored(scorer, measure).scored(value) }

  /// What a gate compares with its limit; `nil` where that is not known.
  func compared(_ value: Double, gate: Int, condition: Int) -> Double? {
    guard !compared.isEmpty else { return value }
    return switch compared[gate][condition] {
    case .value: value
    case .end(let leaning): leaning.scored(value)
    case .unknown: nil
    }
  }
}
