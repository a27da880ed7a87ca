import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a guild of some service quality answers, resolves and sees reopened what its broadcasters ask.
///
/// A request is never answered with probability `unanswered`. Otherwise the reply comes after a log-normal time, and the
/// resolution after a Pareto multiple (at least 1) of that time, unless it never comes (`unresolved`). What is resolved is
/// reopened with probability `reopened`, an exponential time later. All times are cut down to whole seconds, so that "at
/// most t seconds" means "under t + 1" of the times drawn.
struct ResponseModel: Equatable {
  /// Mean and standard deviation of the logarithm of the seconds to the first reply.
  var logMean, logDeviation: Double
  var unanswered: Double
  /// The exponent κ of the Pareto multiple: P(multiple > m) = m^−κ.
  var promptness: Double
  var unresolved: Double
  var reopened: Double

  /// Mean seconds from a resolution to its reopening.
  static let meanReopening = 2.0 * 86_400

  /// From a median reply in 12 hours at worst to half an hour at best.
  init(service: Double) {
    logMean = log(12 * 3600) - service * log(24)
    logDeviation = 1.3
    unanswered = 0.01 + 0.09 * (1 - service)
    promptness = 0.6 + 0.6 * service
    unresolved = 0.01 + 0.05 * (1 - service)
    reopened = 0.02 + 0.13 * (1 - service)
  }

  /// The same guild as one of its broadcasters knows it.
  func felt(by temperament: Temperament) -> ResponseModel {
    guard temperament.own > 0 else { return self }
    var (temperament, model) = (temperament, self)
    model.logMean += logDeviation * temperament.own.squareRoot() * temperament.effect()
    model.logDeviation *= (1 - temperament.own).squareRoot()
    model.unanswered = temperament.probability(unanswered)
    model.unresolved = temperament.probability(unresolved)
    model.reopened = temperament.probability(reopened)
    return model
  }

  /// Seconds after the opening, −1 for never.
  struct Course {
    var answered = -1 as Int64
    var resolved = -1 as Int64
    var reopened = -1 as Int64
  }

  func course(_ random: inout Random) -> Course {
    var course = Course()
    if random.happens(unanswered) { return course }
    let logReply = logMean + logDeviation * random.normal()
    course.answered = ResponseModel.seconds(exp(logReply))
    if random.happens(unresolved) { return course }
    course.resolved = ResponseModel.seconds(exp(logReply + random.exponential() / promptness))
    if random.happens(reopened) {
      course.reopened = course.resolved + ResponseModel.seconds(ResponseModel.meanReopening * random.exponential())
    }
    return course
  }

  /// Whole seconds; three thousand years are as good as never.
  private static func seconds(_ value: Double) -> Int64 { Int64(min(value, 1e11)) }
}

/// Expected values.
extension ResponseModel {
  /// P(answered within `target` seconds) = (1 − unanswered) · Φ((ln(target + 1) − μ) ÷ σ).
  func withinTargetRate(target: Double) -> Double {
    (1 - unanswered) * Normal.cumulative((log(target + 1) - logMean) / logDeviation)
  }

  /// The median reply, never answered being later than all, in hours: exp(μ + σ · Φ⁻¹(½ ÷ (1 − unanswered))) ÷ 3600.
  ///
  /// It lies under 24 hours whatever the service, so the month's end hides nothing of it.
  var medianFirstResponse: Double {
    exp(logMean + logDeviation * Normal.quantile(0.5 / (1 - unanswered))) / 3600
  }

  /// P(resolved within `target` seconds) = (1 − unanswered)(1 − unresolved) · G(ln(target + 1)), where G is the
  /// distribution of a normal plus an exponential variable with rate κ (exponentially modified Gaussian):
  /// G(x) = Φ(z) − exp(−κ(x − μ) + κ²σ² ÷ 2) · Φ(z − κσ), z = (x − μ) ÷ σ.
  func resolutionRate(target: Double) -> Double {
    let distance = log(target + 1) - logMean
    let (z, k) = (distance / logDeviation, promptness)
    let g =
      Normal.cumulative(z) - exp(-k * distance + k * k * logDeviation * logDeviation / 2)
      * Normal.cumulative(z - k * logDeviation)
    return (1 - unanswered) * (1 - unresolved) * g
  }

  /// P(reopened within `limit` seconds of the resolution) = reopened · (1 − exp(−(limit + 1) ÷ mean)).
  func reopenRate(limit: Double) -> Double {
    reopened * (1 - exp(-(limit + 1) / ResponseModel.meanReopening))
  }
}
