/// What a column's fields mean, and so how they are read.
public enum ColumnType: Sendable, Equatable {
  /// An id: its bytes, 1 to 1,024 of them.
  case id
  /// Any text.
  case text
  /// ISO 8601 with a time of day → seconds since 1970-01-01 UTC, fractions cut off.
  case time
  /// `2026-10-03` → days since 1970-01-01.
  case day
  /// `2026-10` → months since January of the year 0.
  case month
  /// Decimal with at most four fractional digits, not negative → 1/10,000 of the programme's currency unit.
  case money
  /// A whole number, not negative.
  case count
  /// A number such as `-0.25` or `1.5e-3` → the bit pattern of the nearest Double, never −0.
  case number
  /// A text → its `StableHash`, so that scorers can tell texts apart that are no closed list.
  case hashed
  /// One of a closed list → its index in the list.
  case word([String])

  /// Whether its values say when.
  public var isDated: Bool { [.time, .day, .month].contains(self) }

  /// What a field should look like, for messages.
  public var expectation: String {
    switch self {
    case .id: "an id of 1 to 1,024 bytes"
    case .text: "text"
    case .time: "a time such as 2026-10-03T14:22:05Z"
    case .day: "a date such as 2026-10-03"
    case .month: "a month such as 2026-10"
    case .money: "an amount such as 1234.50, at most four decimals"
    case .count: "a whole number, 0 or more"
    case .number: "a number such as 12.5 or 1.5e-3"
    case .hashed: "text"
    case .word(let words): "one of \(words.joined(separator: ", "))"
    }
  }
}

/// A column of a table as the data contract defines it.
public struct ColumnDefinition: Sendable, Equatable {
  public let name: String
  public let type: ColumnType
  /// Its header must be there and no field may be empty.
  public let isRequired: Bool
  /// The column whose time tells since when this one's content is known: where that time is at or past the cutoff,
  /// this field had not been filled in yet, and counts as missing.
  public let knownFrom: String?

  public init(_ name: String, _ type: ColumnType, isRequired: Bool, knownFrom: String? = nil) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.knownFrom = knownFrom
  }
}

/// A typed handle on one column: what a scorer names in `reads`, and subscripts rows with.
///
/// `Element` is what the scorer sees: `Int64` for a required time, day, month, amount or count, `Int64?` for one that may
/// be missing, `Double` for a number, `UInt64` for a hashed text, or the case of a closed list.
public struct Column<Element: ColumnElement>: Sendable {
  public let table: String
  public let definition: ColumnDefinition
  public var name: String { definition.name }

  public init(_ table: String, _ name: String, _ type: ColumnType, knownFrom: String? = nil) {
    self.table = table
    definition = ColumnDefinition(name, type, isRequired: Element.isRequired, knownFrom: knownFrom)
  }
}

extension Column where Element: ClosedList {
  public init(_ table: String, _ name: String) { self.init(table, name, .word(Element.words)) }
}

extension Column {
  public init<List: ClosedList>(_ table: String, _ name: String, knownFrom: String? = nil)
  where Element == List? { self.init(table, name, .word(List.words), knownFrom: knownFrom) }
}

/// What a raw 64-bit value of a column becomes in a scorer's hands.
public protocol ColumnElement: Sendable {
  static var isRequired: Bool { get }
  static func element(raw: Int64) -> Self
}

/// The raw value that stands for a missing field.
public let missingValue = Int64.min

extension Int64: ColumnElement {
  public static var isRequired: Bool { true }
  @inlinable public static func element(raw: Int64) -> Int64 { raw }
}

extension Optional: ColumnElement where Wrapped: ColumnElement {
  public static var isRequired: Bool { false }
  @inlinable public static func element(raw: Int64) -> Wrapped? {
    raw == missingValue ? nil : Wrapped.element(raw: raw)
  }
}

/// Of a `number` column.
extension Double: ColumnElement {
  public static var isRequired: Bool { true }
  @inlinable public static func element(raw: Int64) -> Double { Double(bitPattern: UInt64(bitPattern: raw)) }
}

/// Of a `hashed` column: the text's hash.
extension UInt64: ColumnElement {
  public static var isRequired: Bool { true }
  @inlinable public static func element(raw: Int64) -> UInt64 { UInt64(bitPattern: raw) }
}

/// A closed list of words, such as the severities of a complaint.
public protocol ClosedList: ColumnElement, CaseIterable, RawRepresentable<String>, Hashable, Codable
where AllCases == [Self] {}

extension ClosedList {
  public static var words: [String] { allCases.map(\.rawValue) }
  public static var isRequired: Bool { true }
  @inlinable public static func element(raw: Int64) -> Self { allCases[Int(raw)] }
}
