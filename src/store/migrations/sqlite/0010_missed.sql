-- A question that had no good answer, without its words: those are codes in missed_words.
CREATE TABLE missed (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A code of the message that asks: it is noted once, however often it is asked or tapped about.
    key      BLOB    NOT NULL UNIQUE,
    -- The beginning of the day, so that it cannot be laid beside what else happened at that moment.
    at_ms    INTEGER NOT NULL,
    -- A code of its own for who asked, which stands in no other table.
    person   BLOB    NOT NULL,
    kind     TEXT    NOT NULL,
    entry    TEXT,
    near     TEXT    NOT NULL,
    state    TEXT,
    -- The question word for word, where questions are kept.
    question TEXT
) STRICT;
CREATE INDEX missed_person ON missed (person);

-- The content words of a missed question: codes, in no order of the question's.
CREATE TABLE missed_words (
    missed_id INTEGER NOT NULL,
    word      BLOB    NOT NULL,
    -- How much it tells questions apart, in thousandths.
    weight    INTEGER NOT NULL,
    PRIMARY KEY (missed_id, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX missed_words_word ON missed_words (word);

-- Words that so many people used that they say nothing about any.
CREATE TABLE missed_terms (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    code   BLOB    NOT NULL UNIQUE,
    word   TEXT    NOT NULL,
    -- With fewer people than that it goes.
    fewest INTEGER NOT NULL
) STRICT;

-- Phrasings of entries beside those of the FAQ's files.
CREATE TABLE phrasings (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A code of the page that a phrasing is agreed to on; NULL when there was none.
    key    BLOB    UNIQUE,
    entry  TEXT    NOT NULL,
    text   TEXT    NOT NULL,
    -- A code of who of the staff added it; NULL on the command line.
    person BLOB,
    at_ms  INTEGER NOT NULL,
    state  TEXT    NOT NULL,
    -- The missed question that it was made of.
    missed INTEGER
) STRICT;
CREATE INDEX phrasings_state ON phrasings (state);
