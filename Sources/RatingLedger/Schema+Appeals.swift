extension Schema {
  /// What happens to an appeal is an event, and events are only ever added; all else hangs on one of them.
  static let appeals = """
    -- Of a final version, where its programme has appeals; of a revision, which version it takes the place of.
    ALTER TABLE publications ADD COLUMN appeals_until TEXT;
    ALTER TABLE publications ADD COLUMN appeals_days INTEGER;
    ALTER TABLE publications ADD COLUMN decide_days INTEGER;
    ALTER TABLE publications ADD COLUMN appeals_to TEXT;
    ALTER TABLE publications ADD COLUMN revises INTEGER;
    ALTER TABLE publications ADD COLUMN appeal_event TEXT;  -- digest of the last event of appeals at the time

    -- A guild's appeal against what a version says of it.
    CREATE TABLE appeals (
      appeal INTEGER PRIMARY KEY,
      publication INTEGER NOT NULL REFERENCES publications,
      guild INTEGER NOT NULL REFERENCES guilds,
      decide_by TEXT                -- NULL: no day was promised
    ) STRICT;

    -- What happened, in its order.
    CREATE TABLE appeal_events (
      event INTEGER PRIMARY KEY,
      appeal INTEGER NOT NULL REFERENCES appeals,
      kind TEXT NOT NULL CHECK (kind IN ('opened', 'decided', 'withdrawn')),
      happened_on TEXT NOT NULL,
      reason TEXT NOT NULL,
      publication TEXT NOT NULL,    -- digest of the last one at the time
      previous TEXT,                -- digest of the event before
      digest TEXT NOT NULL UNIQUE
    ) STRICT;

    -- The grounds of an appeal: measures, and rows of the tables behind them.
    CREATE TABLE appeal_measures (
      appeal INTEGER NOT NULL REFERENCES appeals,
      position INTEGER NOT NULL,
      measure INTEGER NOT NULL REFERENCES measures,
      PRIMARY KEY (appeal, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE appeal_rows (
      appeal INTEGER NOT NULL REFERENCES appeals,
      position INTEGER NOT NULL,
      source TEXT NOT NULL,         -- the table
      row_key TEXT NOT NULL,
      PRIMARY KEY (appeal, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE decisions (
      appeal INTEGER PRIMARY KEY REFERENCES appeals,
      outcome TEXT NOT NULL CHECK (outcome IN ('upheld', 'partly', 'rejected')),
      decided_by TEXT NOT NULL
    ) STRICT;

    -- The corrections that a decision led to, as in the table corrections of the data.
    CREATE TABLE decided_corrections (
      appeal INTEGER NOT NULL REFERENCES decisions,
      position INTEGER NOT NULL,
      source TEXT NOT NULL,
      row_key TEXT NOT NULL,
      changed TEXT,                 -- the column; NULL: the row is set aside
      value TEXT,
      reason TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      decided_on TEXT NOT NULL,
      PRIMARY KEY (appeal, position)
    ) STRICT, WITHOUT ROWID;

    -- The appeals that led to a revision.
    CREATE TABLE revisions (
      publication INTEGER NOT NULL REFERENCES publications,
      appeal INTEGER NOT NULL REFERENCES decisions,
      PRIMARY KEY (publication, appeal)
    ) STRICT, WITHOUT ROWID;
    """
}
