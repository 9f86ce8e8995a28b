-- The support desk: conversations that people have with those in the staff chat.
CREATE TABLE tickets (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What requests name it by, which are planned before it has a number.
    code             BLOB NOT NULL UNIQUE,
    person           BLOB NOT NULL,
    -- The person's private chat; 0 once the conversation is over and can go on no more.
    chat_id          INTEGER NOT NULL,
    language         TEXT NOT NULL,
    state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    -- What staff are shown first; NULL once chat_id is 0.
    card             TEXT,
    -- Where it stands in the staff chat, with topics or without: the topic, and the message that replies hang on.
    group_id         INTEGER NOT NULL DEFAULT 0,
    topic            INTEGER,
    root             INTEGER,
    -- How often its place in the staff chat was lost.
    renewed          INTEGER NOT NULL DEFAULT 0,
    opened_at_ms     INTEGER NOT NULL,
    -- Since when a person is in charge, or was last.
    in_charge_since_ms INTEGER NOT NULL,
    -- The oldest message of the person that nobody has answered; NULL when none waits.
    waiting_since_ms INTEGER,
    last_at_ms       INTEGER NOT NULL,
    -- Telegram's number of the member of staff who has it.
    assignee         INTEGER,
    -- What that member is called in the staff chat.
    assignee_name    TEXT,
    reminded_at_ms   INTEGER,
    is_disclaimed    INTEGER NOT NULL DEFAULT 0,
    -- When staff were last told that it came while nobody was there.
    handed_over_at_ms INTEGER,
    closed_at_ms     INTEGER,
    -- Whether the person has said whether it helped since then; not what they said.
    is_rated         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tickets_person ON tickets (person);
-- A person has one open conversation.
CREATE UNIQUE INDEX tickets_open ON tickets (person) WHERE state = 'open';
CREATE INDEX tickets_state ON tickets (state, waiting_since_ms);
CREATE INDEX tickets_place ON tickets (group_id, topic);
CREATE INDEX tickets_root ON tickets (root);

-- Which message became which on the other side, so that edits, deletions and replies find it.
CREATE TABLE relays (
    ticket     INTEGER NOT NULL,
    from_staff INTEGER NOT NULL,
    -- 0 for what the bot says there itself.
    source_id  INTEGER NOT NULL,
    copy_id    INTEGER NOT NULL,
    at_ms      INTEGER NOT NULL,
    PRIMARY KEY (ticket, from_staff, copy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX relays_source ON relays (source_id);
CREATE INDEX relays_copy ON relays (copy_id);

-- What was done at the desk, by whom.
CREATE TABLE desk_log (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms  INTEGER NOT NULL,
    ticket INTEGER,
    -- Telegram's number of the member of staff; NULL when it was nobody of them.
    who    INTEGER,
    act    TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX desk_log_at ON desk_log (at_ms);

-- Who can open no conversation.
CREATE TABLE blocked (
    person BLOB NOT NULL PRIMARY KEY,
    who    INTEGER NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where the staff chat of the settings is since it became another.
CREATE TABLE staff_chats (
    set_id  INTEGER NOT NULL PRIMARY KEY,
    chat_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
