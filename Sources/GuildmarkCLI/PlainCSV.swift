import Glibc
import RatingEngine

/// A small file of comma-separated values as texts, to the byte: what `appeal` is given.
struct PlainCSV {
  private(set) var rows: [Row] = []

  struct Row {
    let place: String
    /// By column; every column that was asked for.
    var fields: [String: String]
  }

  private static let longest = 64 << 20

  /// - Parameter columns: which the header must name; others are passed over.
  /// - Throws: `Failure` that says where what is wrong.
  init(path: String, columns: [String]) throws {
    let lines = try PlainCSV.lines(try PlainCSV.text(path), path: path)
    let header = lines.first?.fields ?? []
    guard columns.allSatisfy({ name in header.count { $0 == name } == 1 }) else {
      throw Failure(
        .data, "\(printable(path)):1:1: the first line must name the columns \(columns.joined(separator: ","))")
    }
    let places = columns.compactMap { name in header.firstIndex(of: name).map { (name, $0) } }
    for line in lines.dropFirst() {
      guard line.fields.count == header.count else {
        throw Failure(
          .data,
          "\(printable(path)):\(line.number):1: \(counted(line.fields.count, "field")) where the header has \(header.count)"
        )
      }
      rows.append(
        Row(
          place: "\(printable(path)):\(line.number)",
          fields: Dictionary(places.map { ($0.0, line.fields[$0.1]) }) { first, _ in first }))
    }
  }

  private static func text(_ path: String) throws -> [UInt8] {
    guard !path.utf8.contains(0), case let descriptor = open(path, O_RDONLY | O_CLOEXEC), descriptor >= 0 else {
      throw Failure(.noInput, "cannot read \(printable(path)): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var (bytes, chunk): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
        guard bytes.count <= longest else { throw Failure(.data, "\(printable(path)) is longer than 64 MiB") }
      } else if count == 0 {
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      } else if errno != EINTR {
        throw Failure(.noInput, "cannot read \(printable(path)): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// RFC 4180; blank lines are none.
  private static func lines(_ bytes: [UInt8], path: String) throws -> [(number: Int, fields: [String])] {
    var lines: [(number: Int, fields: [String])] = []
    var (fields, field): ([String], [UInt8]) = ([], [])
    var (line, begun, place) = (1, 1, 0)
    var (isQuoted, wasQuoted) = (false, false)
    func fail(_ problem: String) -> Failure { Failure(.data, "\(printable(path)):\(line):1: \(problem)") }
    func endField() throws {
      guard let text = String(validating: field, as: UTF8.self) else { throw fail("a field is not UTF-8") }
      guard !field.contains(0) else { throw fail("a field holds a NUL byte") }
      fields.append(text)
      (field, wasQuoted) = ([], false)
    }
    func endLine() throws {
      let isBlank = fields.isEmpty && field.isEmpty && !wasQuoted
      if !isBlank {
        try endField()
        lines.append((begun, fields))
      }
      (fields, begun) = ([], line + 1)
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted:
        if place < bytes.count, bytes[place] == byte {
          field.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
      case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case UInt8(ascii: ",") where !isQuoted: try endField()
      case UInt8(ascii: "\r") where !isQuoted && place < bytes.count && bytes[place] == UInt8(ascii: "\n"): break
      case UInt8(ascii: "\n"):
        if isQuoted { field.append(byte) } else { try endLine() }
        line += 1
      default:
        guard isQuoted || !wasQuoted else { throw fail("text follows a closing quote") }
        field.append(byte)
      }
    }
    guard !isQuoted else { throw fail("a quote is opened and never closed") }
    if !fields.isEmpty || !field.isEmpty || wasQuoted { try endLine() }
    return lines
  }
}
