/// A scorer's setting, declared once: its default, what it is for, and what values it takes.
///
/// ```swift
/// @Setting("A first human reply is due this long after the request is opened.", .duration(minutes(1)...days(90)))
/// var firstResponseTarget = hours(24)
/// ```
///
/// The YAML key is the property's name in snake case.
@propertyWrapper
public struct Setting<Value: SettingRepresentable>: Sendable, Decodable {
  public let wrappedValue: Value
  public let help: String
  public let domain: SettingDomain

  /// - Precondition: the default lies in the domain (the generic suite checks it).
  public init(wrappedValue: Value, _ help: String, _ domain: SettingDomain) {
    self.wrappedValue = wrappedValue
    self.help = help
    self.domain = domain
  }

  /// Never called: the kit's decoder hands over whole settings.
  public init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(codingPath: decoder.codingPath, debugDescription: "settings are read by Scorer.configured(by:) only"))
  }
}

/// What values a setting takes.
public enum SettingDomain: Sendable, Equatable {
  /// Seconds, spelled `90m`, `24h`, `7d`.
  case duration(ClosedRange<Int64>)
  /// Whole days, spelled `2d`.
  case days(ClosedRange<Int64>)
  /// Parts per million, spelled `5%`.
  case percentage(ClosedRange<Int64>)
  /// 1/10,000 of the currency unit, spelled as an amount.
  case money(ClosedRange<Int64>)
  case count(ClosedRange<Int64>)
  /// Any of these words, as a list.
  case words([String])
  /// A count for each of these words.
  case counts(by: [String], ClosedRange<Int64>)
}

/// A setting's value without its Swift type, as programmes, documentation and partials hold it.
public enum SettingValue: Sendable, Equatable {
  case integer(Int64)
  case words([String])
  case counts([String: Int64])
}

/// A Swift type that settings can have.
public protocol SettingRepresentable: Sendable, Equatable {
  init?(_ value: SettingValue)
  var settingValue: SettingValue { get }
}

extension Int64: SettingRepresentable {
  public init?(_ value: SettingValue) {
    guard case .integer(let number) = value else { return nil }
    self = number
  }
  public var settingValue: SettingValue { .integer(self) }
}

/// A choice of words of a closed list.
extension Set: SettingRepresentable where Element: ClosedList {
  public init?(_ value: SettingValue) {
    guard case .words(let words) = value else { return nil }
    let members = words.compactMap(Element.init(rawValue:))
    guard members.count == words.count else { return nil }
    self.init(members)
  }
  public var settingValue: SettingValue { .words(Element.allCases.filter(contains).map(\.rawValue)) }
}

/// A count for each word of a closed list.
extension Dictionary: SettingRepresentable where Key: ClosedList, Value == Int64 {
  public init?(_ value: SettingValue) {
    guard case .counts(let counts) = value else { return nil }
    self.init()
    for (word, count) in counts {
      guard let key = Key(rawValue: word) else { return nil }
      self[key] = count
    }
  }
  public var settingValue: SettingValue {
    .counts([String: Int64](uniqueKeysWithValues: map { ($0.key.rawValue, $0.value) }))
  }
}

extension SettingDomain {
  public static func words<List: ClosedList>(of list: List.Type) -> SettingDomain { .words(List.words) }
  public static func counts<List: ClosedList>(by list: List.Type, _ range: ClosedRange<Int64>) -> SettingDomain {
    .counts(by: List.words, range)
  }

  /// Whether a value can be a setting of this domain.
  public func contains(_ value: SettingValue) -> Bool {
    switch (self, value) {
    case (.duration(let range), .integer(let n)), (.days(let range), .integer(let n)),
      (.percentage(let range), .integer(let n)), (.money(let range), .integer(let n)),
      (.count(let range), .integer(let n)):
      range.contains(n)
    case (.words(let words), .words(let chosen)): chosen.allSatisfy(words.contains)
    case (.counts(let words, let range), .counts(let counts)):
      counts.allSatisfy { words.contains($0.key) && range.contains($0.value) }
    default: false
    }
  }
}

/// Seconds, for declaring durations.
public func minutes(_ n: Int64) -> Int64 { n * 60 }
public func hours(_ n: Int64) -> Int64 { n * 3600 }
public func days(_ n: Int64) -> Int64 { n * Calendar.secondsPerDay }
