-- The processes that share this database. A row that is not renewed in time is deleted by the others.
CREATE TABLE replicas (
    id       INTEGER NOT NULL PRIMARY KEY,
    until_ms INTEGER NOT NULL
) STRICT;

-- The process that works on the update: it alone, for as long as its row in `replicas` stands.
ALTER TABLE inbox ADD COLUMN owner INTEGER;

-- How often a server answered with an error of its own.
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;

-- What was given up, for a while: an operator may have it tried again.
CREATE TABLE dead (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    stage          TEXT    NOT NULL CHECK (stage IN ('update', 'send')),
    -- The method of a request.
    method         TEXT,
    reason         TEXT    NOT NULL,
    received_at_ms INTEGER NOT NULL,
    died_at_ms     INTEGER NOT NULL,
    -- A code of the person it is from, so that it can be forgotten with them.
    person         BLOB,
    -- The whole update or request.
    letter         TEXT    NOT NULL
) STRICT;
CREATE INDEX dead_person ON dead (person);

-- When a chat, or the bot in all, may send again: shared by the processes.
CREATE TABLE limits (
    key     BLOB    NOT NULL PRIMARY KEY,
    free_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Questions as they were asked, where the operator has them kept.
CREATE TABLE questions (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms    INTEGER NOT NULL,
    person   BLOB    NOT NULL,
    question TEXT    NOT NULL,
    decision TEXT    NOT NULL,
    entry    TEXT
) STRICT;
CREATE INDEX questions_at ON questions (at_ms);
CREATE INDEX questions_person ON questions (person);

-- When each was last noted, so that nothing stays for ever. What stands already counts from the next upkeep on.
ALTER TABLE chats ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE admins ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chosen ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
