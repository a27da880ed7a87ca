/// Whose a name is that no scorer should have: it would hide, or be hidden by, what Swift itself offers.
func swiftOwner(of name: String) -> String? {
  if ["Any", "Self", "Type", "Protocol"].contains(name) { return "the language" }
  if standardNames.contains(name) { return "Swift's standard library" }
  if moduleNames.contains(name) { return "a module" }
  return testNames.contains(name) ? "Foundation or Swift Testing, which tests use" : nil
}

private func names(_ text: String) -> Set<String> { Set(text.split { $0 == " " || $0 == "\n" }.map(String.init)) }

private let standardNames = names(
  """
  Actor AnyClass AnyHashable AnyKeyPath AnyObject Array ArraySlice AsyncSequence AsyncStream Atomic BidirectionalCollection
  BinaryInteger Bool CVarArg CaseIterable Character Clock ClosedRange CodingKey Codable Collection Comparable
  ContiguousArray ContinuousClock CustomStringConvertible Decodable Decoder DecodingError Dictionary Double Duration
  Element Encodable Encoder EncodingError Equatable Error Executor Float Float16 FloatingPoint Hashable Hasher
  Identifiable Index Int Int128 Int16 Int32 Int64 Int8 IteratorProtocol KeyPath LazySequence MainActor ManagedBuffer
  Mirror Mutex Never ObjectIdentifier OpaquePointer OptionSet Optional PartialKeyPath Range RandomNumberGenerator
  RawRepresentable Regex Result Sendable Sequence Set SIMD Slice Span StaticString Strideable String StringProtocol
  Substring SuspendingClock Swift SystemRandomNumberGenerator Task TaskGroup UInt UInt128 UInt16 UInt32 UInt64 UInt8
  Unicode Unmanaged UnsafePointer Void WritableKeyPath
  """)

/// A type named as a module keeps whoever sees both from saying whose something is: `BuiltInScorers.Retention`. Modules of Guildmark
/// itself that are folders of Sources are found there.
private let moduleNames = names(
  """
  ArgumentParser BuiltInScorers Darwin Dispatch Distributed FoundationEssentials FoundationInternationalization
  FoundationNetworking FoundationXML GRDB GRDBSQLite Glibc Musl Observation PackageDescription PackagePlugin
  RegexBuilder SwiftShims Synchronization TestSupport XCTest
  """)

private let testNames = names(
  """
  Bundle Data Date DateComponents Decimal FileHandle FileManager Foundation FormatStyle Formatter Host IndexSet Issue
  JSONDecoder JSONEncoder Locale Measurement Notification NumberFormatter Operation Pipe Port Predicate Process
  ProcessInfo Progress Scanner Stream Suite Tag Test Testing Thread TimeInterval TimeZone Timer Trait URL UUID Unit
  """)
