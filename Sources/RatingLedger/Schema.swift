import GRDB

/// What a ledger's file is made of. A migration is never edited once it is shipped, as there are ledgers it has made: what
/// changes is another one behind it.
enum Schema {
  /// `GMLD`, which tells a ledger from any other SQLite file.
  static let applicationID: Int64 = 0x474D_4C44

  static let migrations: [(name: String, sql: String)] = [("1 publications", publications), ("2 appeals", appeals)]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, sql) in migrations { migrator.registerMigration(name) { try $0.execute(sql: sql) } }
    return migrator
  }

  /// How many of the migrations a ledger has been through; `nil` where it lacks one before another.
  static func age(of database: Database) throws -> Int? {
    let applied = try migrator.appliedIdentifiers(database)
    let known = migrations.prefix { applied.contains($0.name) }.count
    return known == applied.count && known > 0 ? known : nil
  }

  /// Whether it has tables for appeals.
  static func hasAppeals(_ database: Database) throws -> Bool { try age(of: database) ?? 0 >= 2 }

  /// Takes a ledger through the migrations it lacks, within the transaction that is going on.
  static func complete(_ database: Database) throws {
    guard let age = try age(of: database), age < migrations.count else { return }
    for (name, sql) in migrations[age...] {
      try database.execute(sql: sql)
      try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [name])
    }
  }

  /// Keys begin with the publication, so that a month's rows are written behind all others and read in one go.
  private static let publications = """
    -- A programme as it was when something was published by it.
    CREATE TABLE programmes (
      programme INTEGER PRIMARY KEY,
      digest TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      currency TEXT NOT NULL,
      scale_from REAL NOT NULL,   -- what scores lie on
      scale_to REAL NOT NULL,
      source BLOB,                -- the file's bytes; NULL for the programme that needs none
      source_digest TEXT
    ) STRICT;

    -- What a programme's values rest on, by scorer.
    CREATE TABLE bases (
      programme INTEGER NOT NULL REFERENCES programmes,
      scorer TEXT NOT NULL,       -- empty: what estimates rest on
      basis TEXT NOT NULL,
      PRIMARY KEY (programme, scorer)
    ) STRICT, WITHOUT ROWID;

    -- A line of the ledger: one version of a month.
    CREATE TABLE publications (
      publication INTEGER PRIMARY KEY,
      month TEXT NOT NULL,
      version INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('provisional', 'final')),
      published_on TEXT NOT NULL,
      corrections_until TEXT,
      tool TEXT NOT NULL,
      tool_version TEXT NOT NULL,
      programme INTEGER NOT NULL REFERENCES programmes,
      guilds INTEGER NOT NULL,
      rated INTEGER NOT NULL,
      moved_up INTEGER NOT NULL,
      moved_down INTEGER NOT NULL,
      granted REAL,
      inputs_digest TEXT,
      document_digest TEXT NOT NULL,
      rows_digest TEXT NOT NULL,
      previous TEXT,
      digest TEXT NOT NULL UNIQUE,
      UNIQUE (month, version)
    ) STRICT;

    -- ratings.json as it was published, to the byte.
    CREATE TABLE documents (
      publication INTEGER PRIMARY KEY REFERENCES publications,
      length INTEGER NOT NULL,
      zstd BLOB NOT NULL,
      zstd_digest TEXT NOT NULL   -- in no other digest: another version of zstd packs otherwise
    ) STRICT;

    CREATE TABLE inputs (
      publication INTEGER NOT NULL REFERENCES publications,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      rows INTEGER,               -- NULL: the table was absent
      PRIMARY KEY (publication, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE bad_rows (
      publication INTEGER NOT NULL,
      input INTEGER NOT NULL,
      cause TEXT NOT NULL,
      rows INTEGER NOT NULL,
      PRIMARY KEY (publication, input, cause),
      FOREIGN KEY (publication, input) REFERENCES inputs
    ) STRICT, WITHOUT ROWID;

    -- Best first, with the thresholds in force.
    CREATE TABLE tiers (
      publication INTEGER NOT NULL REFERENCES publications,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      threshold REAL NOT NULL,
      guilds INTEGER NOT NULL,
      PRIMARY KEY (publication, position)
    ) STRICT, WITHOUT ROWID;

    -- Ids, once each.
    CREATE TABLE guilds (guild INTEGER PRIMARY KEY, guild_id TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE scorers (scorer INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE measures (
      measure INTEGER PRIMARY KEY,
      scorer INTEGER NOT NULL REFERENCES scorers,
      id TEXT NOT NULL,
      UNIQUE (scorer, id)
    ) STRICT;

    -- The measures of a month's programme, in its order.
    CREATE TABLE month_measures (
      publication INTEGER NOT NULL REFERENCES publications,
      position INTEGER NOT NULL,
      measure INTEGER NOT NULL REFERENCES measures,
      kind TEXT NOT NULL,
      PRIMARY KEY (publication, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE month_gates (
      publication INTEGER NOT NULL REFERENCES publications,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      cap TEXT NOT NULL,
      PRIMARY KEY (publication, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ratings (
      publication INTEGER NOT NULL REFERENCES publications,
      guild INTEGER NOT NULL REFERENCES guilds,
      name TEXT,
      score REAL,                 -- NULL, as tier and rank: unrated
      low REAL,
      high REAL,
      tier TEXT,
      rank INTEGER,
      rising TEXT,                -- from here to reason: how the tier moved
      falling TEXT,
      adjustment REAL NOT NULL,
      scored TEXT,
      earned TEXT,
      from_tier TEXT,
      from_month TEXT,
      rule TEXT,
      reason TEXT,
      tier_probabilities TEXT,    -- as in ratings.json
      flags TEXT NOT NULL,        -- their kinds, parted by spaces
      broadcasters INTEGER,
      incentives_earned REAL,
      incentives_granted REAL,
      PRIMARY KEY (publication, guild)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE scores (
      publication INTEGER NOT NULL,
      guild INTEGER NOT NULL,
      scorer INTEGER NOT NULL REFERENCES scorers,
      points REAL,                -- NULL: no data
      weight REAL NOT NULL,
      contribution REAL,
      neutral INTEGER NOT NULL,
      PRIMARY KEY (publication, guild, scorer),
      FOREIGN KEY (publication, guild) REFERENCES ratings
    ) STRICT, WITHOUT ROWID;

    -- A measure without data has no row.
    CREATE TABLE measured (
      publication INTEGER NOT NULL,
      guild INTEGER NOT NULL,
      measure INTEGER NOT NULL REFERENCES measures,
      part TEXT NOT NULL,         -- of a breakdown; else empty
      never INTEGER NOT NULL,     -- 1: the value is infinite
      value REAL,
      estimate REAL,
      borrowed REAL,              -- the share of the estimate that came from the peers
      low REAL,
      high REAL,
      numerator REAL,
      denominator REAL,
      points REAL,
      weight REAL NOT NULL,
      PRIMARY KEY (publication, guild, measure, part),
      FOREIGN KEY (publication, guild) REFERENCES ratings
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE gates (
      publication INTEGER NOT NULL,
      guild INTEGER NOT NULL,
      gate INTEGER NOT NULL,
      fired INTEGER,              -- NULL: no data to tell
      lowered INTEGER NOT NULL,
      PRIMARY KEY (publication, guild, gate),
      FOREIGN KEY (publication, guild) REFERENCES ratings,
      FOREIGN KEY (publication, gate) REFERENCES month_gates
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE grants (
      publication INTEGER NOT NULL,
      guild INTEGER NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      rate REAL,
      base REAL,
      earned REAL,
      granted REAL,
      PRIMARY KEY (publication, guild, position),
      FOREIGN KEY (publication, guild) REFERENCES ratings
    ) STRICT, WITHOUT ROWID;
    """
}
