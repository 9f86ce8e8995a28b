-- A question about oneself, until who asked it opens the private chat to have it answered there.
CREATE TABLE held (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A code of what the link into the private chat holds.
    code     BLOB    NOT NULL UNIQUE,
    person   BLOB    NOT NULL,
    -- NULL once it is answered.
    question TEXT,
    until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX held_person ON held (person);
CREATE INDEX held_until ON held (until_ms);

-- Messages of the bot's own that are deleted when their time has come.
CREATE TABLE deletions (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    due_ms     INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_due ON deletions (due_ms);
