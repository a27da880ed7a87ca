/// A setting as the host sees it.
public struct SettingDescription: Sendable, Equatable {
  /// The YAML key: `first_response_target`.
  public let id: String
  public let help: String
  public let domain: SettingDomain
  public let value: SettingValue

  public init(id: String, help: String, domain: SettingDomain, value: SettingValue) {
    self.id = id
    self.help = help
    self.domain = domain
    self.value = value
  }
}

/// A setting of any type, found by reflection.
protocol AnySetting: Sendable {
  var help: String { get }
  var domain: SettingDomain { get }
  var value: SettingValue { get }
  /// The same setting with another value; `nil` where the value is not of its type.
  func with(_ value: SettingValue) -> Self?
}

extension Setting: AnySetting {
  var value: SettingValue { wrappedValue.settingValue }
  func with(_ value: SettingValue) -> Setting? {
    Value(value).map { Setting(wrappedValue: $0, help, domain) }
  }
}

extension Scorer {
  /// Its settings with their present values, in the order of declaration. Found by reflection.
  public var settings: [SettingDescription] {
    storedSettings.map {
      SettingDescription(
        id: snakeCase($0.name), help: $0.setting.help, domain: $0.setting.domain, value: $0.setting.value)
    }
  }

  /// Stored properties that are neither settings nor declared measures; the generic suite demands that there are none.
  public static var strayProperties: [String] {
    let declares = Self.self is any DeclaringScorer.Type
    return Mirror(reflecting: Self()).children.filter { !($0.value is any AnySetting) }.compactMap(\.label)
      .filter { !(declares && $0 == "measures") }
  }

  /// The scorer with these settings in place of the defaults.
  ///
  /// - Throws: `SettingError` for a name it does not have or a value outside the setting's domain.
  public static func configured(by values: [String: SettingValue]) throws -> Self {
    let stored = Self().storedSettings
    var settings: [String: any AnySetting] = [:]
    for (name, setting) in stored {
      guard let value = values[snakeCase(name)] else {
        settings[name] = setting
        continue
      }
      guard setting.domain.contains(value), let changed = setting.with(value) else {
        throw SettingError.outsideDomain(scorer: id, setting: snakeCase(name))
      }
      settings[name] = changed
    }
    if let unknown = values.keys.filter({ key in !stored.contains { snakeCase($0.name) == key } }).min() {
      throw SettingError.unknown(scorer: id, setting: unknown)
    }
    return try Self(from: SettingDecoder(settings: settings))
  }

  private var storedSettings: [(name: String, setting: any AnySetting)] {
    Mirror(reflecting: self).children.compactMap { child in
      guard let setting = child.value as? any AnySetting, let label = child.label else { return nil }
      return (String(label.drop { $0 == "_" }), setting)
    }
  }
}

public enum SettingError: Error, Equatable, CustomStringConvertible {
  case unknown(scorer: String, setting: String)
  case outsideDomain(scorer: String, setting: String)

  public var description: String {
    switch self {
    case .unknown(let scorer, let setting): "\(scorer) has no setting \(setting)"
    case .outsideDomain(let scorer, let setting): "\(scorer).\(setting) cannot have this value"
    }
  }
}

/// `firstResponseTarget` → `first_response_target`.
func snakeCase(_ name: String) -> String {
  name.reduce(into: "") { result, character in
    if character.isUppercase { result += "_" }
    result += character.lowercased()
  }
}
