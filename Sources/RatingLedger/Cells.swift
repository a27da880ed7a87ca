import GRDB
import GRDBSQLite
import ScorerKit

/// A value on its way into the ledger.
enum Cell {
  case null
  case integer(Int64)
  /// Finite; −0 is kept as 0, which is what SQLite makes of it.
  case real(Double)
  case text(String)
  /// UTF-8.
  case characters([UInt8])
  case blob([UInt8])
}

extension Cell {
  static func integer(_ number: Int) -> Cell { .integer(Int64(number)) }
  static func integer(_ number: Int64?) -> Cell { number.map { Cell.integer($0) } ?? .null }
  static func integer(_ number: Int?) -> Cell { number.map { Cell.integer(Int64($0)) } ?? .null }
  static func real(_ number: Double?) -> Cell { number.map { Cell.real($0) } ?? .null }
  static func text(_ text: String?) -> Cell { text.map { Cell.text($0) } ?? .null }
  static func text(_ id: Identifier?) -> Cell { id.map { .characters($0.bytes) } ?? .null }
  static func flag(_ flag: Bool) -> Cell { .integer(flag ? 1 : 0) }
}

/// A compiled statement for rows by the hundred thousand: values go in and come out by their column's number, from 0, without
/// an object for each.
struct Prepared {
  private let database: Database
  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }

  init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.makeStatement(sql: sql)
  }

  /// Runs it to its end with these values.
  func run(_ values: [Cell]) throws {
    try bind(values)
    while try step() {}
    reset()
  }

  /// Begins anew with these values; `step` then goes from row to row.
  func bind(_ values: [Cell]) throws {
    reset()
    for (place, value) in values.enumerated() { try check(bind(value, at: Int32(place + 1))) }
  }

  /// Goes to the next row; `false` if there is none.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      reset()
      throw failure(code)
    }
  }

  func reset() { sqlite3_reset(handle) }

  /// Calls `body` at each row.
  func eachRow(_ values: [Cell] = [], _ body: () throws -> Void) throws {
    try bind(values)
    defer { reset() }
    while try step() { try body() }
  }

  private func bind(_ value: Cell, at place: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, place)
    case .integer(let number): sqlite3_bind_int64(handle, place, number)
    case .real(let number): sqlite3_bind_double(handle, place, number == 0 ? 0 : number)
    case .text(var text): text.withUTF8 { bindText($0, at: place) }
    case .characters(let bytes): bytes.withUnsafeBufferPointer { bindText($0, at: place) }
    case .blob(let bytes):
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, place, 0)
        : sqlite3_bind_blob64(handle, place, bytes, UInt64(bytes.count), transient)
    }
  }

  /// No address would be NULL to SQLite, and no text.
  private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int32) -> Int32 {
    guard !bytes.isEmpty else { return sqlite3_bind_text(handle, place, "", 0, transient) }
    return bytes.withMemoryRebound(to: CChar.self) {
      sqlite3_bind_text64(handle, place, $0.baseAddress, UInt64($0.count), transient, UInt8(SQLITE_UTF8))
    }
  }

  private func check(_ code: Int32) throws { if code != SQLITE_OK { throw failure(code) } }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
  }
}

/// What is in the row that `step` has come to.
extension Prepared {
  var columnCount: Int32 { sqlite3_column_count(handle) }

  func columnName(_ column: Int32) -> String { String(cString: sqlite3_column_name(handle, column)) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func real(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(handle, column) }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// Of a text or a blob; they are gone with the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// As it is held, with its type.
  func value(_ column: Int32) -> Held {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT: .text(bytes(column))
    case SQLITE_BLOB: .blob(bytes(column))
    default: .null
    }
  }

  enum Held {
    case null
    case integer(Int64)
    case real(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
  }
}

/// Has SQLite copy what is bound: it lies in memory that is gone when the call returns.
private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
