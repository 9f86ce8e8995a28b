-- Updates in the order they were accepted. The payload lives until the reply is planned, the chat until it is sent.
CREATE TABLE inbox (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id      INTEGER NOT NULL UNIQUE,
    chat_id        INTEGER,
    received_at_ms INTEGER NOT NULL,
    payload        TEXT,
    state          TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'planned', 'done')),
    attempts       INTEGER NOT NULL DEFAULT 0,
    -- Given up: the update could not be read, or handling it failed again and again.
    is_dead        INTEGER NOT NULL DEFAULT 0 CHECK (is_dead IN (0, 1))
) STRICT;
CREATE INDEX inbox_undone ON inbox (seq) WHERE state IN ('new', 'planned');
CREATE INDEX inbox_received ON inbox (received_at_ms);

-- What is to be sent for an update, in order. The body is deleted once its fate is known.
CREATE TABLE outbox (
    seq    INTEGER NOT NULL REFERENCES inbox (seq) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    method TEXT    NOT NULL,
    body   TEXT,
    state  TEXT    NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'failed')),
    PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- Things to be done once: keyed hashes, forgotten after a while.
CREATE TABLE seen (
    key      BLOB    NOT NULL PRIMARY KEY,
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One vote for each person and message, under a keyed hash of both, so that a vote can be changed but not repeated.
CREATE TABLE votes (
    key    BLOB    NOT NULL PRIMARY KEY,
    entry  TEXT    NOT NULL,
    helped INTEGER NOT NULL CHECK (helped IN (0, 1)),
    at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The counts outlive the votes.
CREATE TABLE feedback (
    entry    TEXT    NOT NULL PRIMARY KEY,
    helped   INTEGER NOT NULL DEFAULT 0,
    not_mine INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
