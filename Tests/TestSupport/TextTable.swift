/// A CSV table in a test's hands: quotes are understood, and written where they are needed.
public struct TextTable: Sendable {
  public var columns: [String]
  public var rows: [[String]]

  public init(_ text: String) {
    var records = TextTable.records(of: text)
    columns = records.isEmpty ? [] : records.removeFirst()
    rows = records
  }

  public init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  public var text: String {
    ([columns] + rows).map { $0.map(TextTable.quoted).joined(separator: ",") + "\n" }.joined()
  }

  public func place(of column: String) -> Int? { columns.firstIndex(of: column) }

  /// A row's field by column; empty where there is none.
  public func field(_ column: String, of row: [String]) -> String { place(of: column).map { row[$0] } ?? "" }

  /// All rows by column.
  public var records: [[String: String]] {
    rows.map { Dictionary(zip(columns, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func quoted(_ field: String) -> String {
    field.utf8.contains { ",\"\r\n".utf8.contains($0) } ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }

  /// Over bytes, as a `Character` may swallow a comma.
  private static func records(of text: String) -> [[String]] {
    var (records, fields, field, isQuoted): ([[String]], [String], [UInt8], Bool) = ([], [], [], false)
    func end() {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""):
        if !isQuoted, last == byte { field.append(byte) }
        isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: end()
      case UInt8(ascii: "\n") where !isQuoted:
        end()
        records.append(fields)
        fields = []
      default: field.append(byte)
      }
      last = byte
    }
    if !field.isEmpty || !fields.isEmpty {
      end()
      records.append(fields)
    }
    return records
  }
}
