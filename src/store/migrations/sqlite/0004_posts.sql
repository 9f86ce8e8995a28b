-- What the admins of a group or channel have posted there every day.
CREATE TABLE schedules (
    chat_id   INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('passage', 'quiz')),
    -- The minute of the day in the chat's time zone.
    minute    INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1)),
    -- The local day of the last post, as YYYY-MM-DD.
    last_day  TEXT    NOT NULL,
    PRIMARY KEY (chat_id, kind)
) STRICT, WITHOUT ROWID;

-- What was posted since the last time that everything had been.
CREATE TABLE posted (
    chat_id INTEGER NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('passage', 'quiz')),
    entry   TEXT    NOT NULL,
    PRIMARY KEY (chat_id, kind, entry)
) STRICT, WITHOUT ROWID;

-- A post goes to many people, so one whose fate is not known is not sent again.
ALTER TABLE outbox ADD COLUMN is_post INTEGER NOT NULL DEFAULT 0 CHECK (is_post IN (0, 1));
-- What must not be sent when the one before it was not, such as a poll without its disclaimer.
ALTER TABLE outbox ADD COLUMN needs_previous INTEGER NOT NULL DEFAULT 0 CHECK (needs_previous IN (0, 1));
