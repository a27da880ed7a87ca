/// Why a value can't be written compactly, or bytes not be read as one: `events.3: is past 2^55`.
struct CompactCodingError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// What a type's own `encode(to:)` or `init(from:)` threw, in one line.
  init(_ error: any Error) {
    switch error {
    case let error as CompactCodingError: self = error
    case EncodingError.invalidValue(_, let context): self.init(context.codingPath, context.debugDescription)
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
      self.init(context.codingPath, context.debugDescription)
    default: self.init("\(error)")
    }
  }

  private init(_ path: [any CodingKey], _ problem: String) {
    let place = path.map(\.stringValue).joined(separator: ".")
    self.init(place.isEmpty ? problem : "\(place): \(problem)")
  }
}

/// Where a value is within the one that is written or read: a list from the inside out, made into a path only for messages.
final class CompactPlace {
  let key: any CodingKey
  let outer: CompactPlace?

  init(_ key: any CodingKey, in outer: CompactPlace?) {
    self.key = key
    self.outer = outer
  }
}

extension CompactPlace? {
  var codingPath: [any CodingKey] {
    var path: [any CodingKey] = []
    var place = self
    while let inner = place {
      path.append(inner.key)
      place = inner.outer
    }
    return path.reversed()
  }
}

/// The place of an element in a list, or the one name that `Codable` itself gives.
enum CompactKey: CodingKey {
  case index(Int)
  case name(String)

  init(stringValue: String) { self = .name(stringValue) }
  init(intValue: Int) { self = .index(intValue) }

  static let `super` = CompactKey.name("super")

  /// Made only when it is asked for: in most cases never.
  var stringValue: String {
    switch self {
    case .index(let index): "\(index)"
    case .name(let name): name
    }
  }

  var intValue: Int? { if case .index(let index) = self { index } else { nil } }
}
