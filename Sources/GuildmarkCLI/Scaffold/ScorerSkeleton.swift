/// The files of a new scorer: one that works, to be made into another.
struct ScorerSkeleton {
  let name: ScorerName
  /// As it stands between quotes in Swift.
  let title: String
  let table: SkeletonTable

  /// By their names; a module has no two of the same.
  var files: [(name: String, text: String)] {
    [
      ("\(name.type).swift", definition), ("\(name.type)+Measures.swift", measures),
      ("\(name.type)+Examples.swift", examples),
    ]
  }

  // What the texts below are put together from.
  var since: String { SkeletonTable.column(table.since) }
  var until: String { SkeletonTable.column(table.until) }
  private var unit: String { table.holdsTimes ? "seconds" : "days" }
  private var contains: String { table.holdsTimes ? "time" : "day" }
  private var within: String { table.within.hasPrefix(":") ? table.within : " = \(table.within)" }
  private var wait: String { "\(table.done) - \(table.since)[row]" }
  private var median: String { "0.5, of: tally.waits, unit: \(table.holdsTimes ? 3600 : 1)" }

  private var definition: String {
    """
    import ScorerKit

    /// \(table.summary)
    public struct \(name.type): Scorer {
      public static let id = "\(name.id)"
      public static let title = "\(title)"
      public static let summary = "\(table.summary)"
      public static let version = 1

      @Setting("\(table.help)", \(table.domain))
      public var within\(within)

      public init() {}

      public static let reads = [\(table.type).table.reading(\(table.type).\(table.since), \(table.type).\(table.until))]

      public struct Tally: Mergeable {
        /// Of which it is known in the window whether they were in time, and those that were.
        var \(table.rows): Int64 = 0
        var \(table.done): Int64 = 0
        /// How many \(unit) those took.
        var waits = QuantileSketch()

        public init() {}

        public mutating func merge(_ other: Tally) {
          \(table.rows) += other.\(table.rows)
          \(table.done) += other.\(table.done)
          waits.merge(other.waits)
        }
      }

      public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
        let (\(table.since), \(table.until)) = (rows[\(table.type).\(table.since)], rows[\(table.type).\(table.until)])
        // Settings are read once a batch: in the loop they would be read once a row.
        let within = within
        for row in rows.indices where window.contains(\(contains): \(table.since)[row] + within) {
          let guild = rows.guilds[row]
          tallies[guild].\(table.rows) += 1
          if let \(table.done) = \(table.until)[row], \(wait) <= within {
            tallies[guild].\(table.done) += 1
            tallies[guild].waits.add(\(table.mayPrecede ? "max(0, \(wait))" : wait))
          }
        }
      }

      public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
        [
          Self.\(table.done)Within.proportion(tally.\(table.done), of: tally.\(table.rows)),
          Self.medianWait.quantile(\(median)),
        ]
      }
    }

    """
  }

  private var measures: String {
    let better = table.isHigherBetter ? ".higher" : ".lower"
    let anchors =
      table.isHigherBetter
      ? ".init(0.5, 0), .init(0.8, 60), .init(0.95, 100)" : ".init(0, 100), .init(0.1, 60), .init(0.4, 0)"
    let verb = table.done.prefix(1).uppercased() + table.done.dropFirst()
    return """
      import ScorerKit

      extension \(name.type) {
        public static let measures = [\(table.done)Within, medianWait]

        static let \(table.done)Within = Measure(
          "\(table.done)_within", "\(verb) within {within}", unit: .share, \(better), .proportion,
          .scored(weight: 100, .points([\(anchors)])),
          needs: [\(table.type).\(table.until).need],
          counting: .init(
            of: "\(since) + {within} lies in {window}",
            when: "\(until) is no later than \(since) + {within}"),
          act: "have {change} \(table.isHigherBetter ? "more" : "fewer") of {denominator} \(table.rows) \(table.done) within {within}",
          playbook: \"""
            Say here what a guild does to improve: what to look at first, and what has helped others. A few sentences, as they \\
            stand on the report card.
            \""")

        static let medianWait = Measure(
          "median_wait", "Median time of those in time", unit: \(table.holdsTimes ? ".hours" : ".days"), .\(table.isHigherBetter ? "lower" : "higher"), .quantile, .shown,
          needs: [\(table.type).\(table.until).need],
          counting: .init(
            of: "\(since) + {within} lies in {window}, and \(until) is no later"))
      }

      """
  }

  private var examples: String {
    let time = table.holdsTimes ? "T09:00:00Z" : ""
    let late = table.holdsTimes ? "2026-10-12T09:00:01Z" : "2026-10-13"
    let (columns, done, open) = table.further
    func row(_ since: String, _ until: String) -> String {
      "\(until.isEmpty ? open : done)\(since)\(time),\(until)"
    }
    let header = "\(columns)\(since),\(until)"
    let id = "\(table.done)_within"
    return """
      import ScorerKit

      extension \(name.type) {
        public static let examples = [
          Example(
            "A \(table.row) that never \(table.isDone) counts among all",
            settings: ["within": "7d"],
            tables: [
              "\(table.rows)": \"""
              \(header)
              \(row("2026-10-05", "2026-10-06\(time)"))
              \(row("2026-10-05", ""))
              \"""
            ],
            expected: ["\(id)": 0.5, "median_wait": \(table.holdsTimes ? 24 : 1)]),
          Example(
            "The last \(table.holdsTimes ? "second" : "day") is in time, what comes after it is not",
            settings: ["within": "7d"],
            tables: [
              "\(table.rows)": \"""
              \(header)
              \(row("2026-10-05", "2026-10-12\(time)"))
              \(row("2026-10-05", late))
              \"""
            ],
            expected: ["\(id)": 0.5, "median_wait": \(table.holdsTimes ? 168 : 7)]),
          Example(
            "A \(table.row) counts in the month in which its time is over",
            settings: ["within": "7d"],
            tables: [
              "\(table.rows)": \"""
              \(header)
              \(row("2026-10-31", "2026-10-31\(time)"))
              \"""
            ],
            expected: ["\(id)": nil, "median_wait": nil]),
        ]
      }

      """
  }
}
