-- Groups and channels that the bot was in, each with what its admins set. Private chats are not kept here.
CREATE TABLE chats (
    chat_id  INTEGER NOT NULL PRIMARY KEY,
    kind     TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    settings TEXT    NOT NULL DEFAULT '',
    -- Whether the bot is in it and may write.
    is_open  INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;

-- What a person set, under a code that does not name them.
CREATE TABLE people (
    person   BLOB NOT NULL PRIMARY KEY,
    language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which groups and channels a person was seen to administer; looked at again before anything is done for them.
CREATE TABLE admins (
    person  BLOB    NOT NULL,
    chat_id INTEGER NOT NULL,
    PRIMARY KEY (person, chat_id)
) STRICT, WITHOUT ROWID;

-- Where an answer stands, under a code of what it answers (a message, or an entry in a place), for a while.
CREATE TABLE answers (
    code       BLOB    NOT NULL PRIMARY KEY,
    -- A code of the chat, and the message there.
    chat       BLOB    NOT NULL,
    message_id INTEGER NOT NULL,
    -- A code of the words that were answered.
    words      BLOB    NOT NULL,
    until_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_until ON answers (until_ms);
CREATE INDEX answers_message ON answers (chat, message_id);

-- How often something happened within a while, such as messages of one person within a minute.
CREATE TABLE counts (
    code     BLOB    NOT NULL PRIMARY KEY,
    count    INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counts_until ON counts (until_ms);

-- So that a person's votes can be taken away with everything else that is kept about them.
ALTER TABLE votes ADD COLUMN person BLOB;
CREATE INDEX votes_person ON votes (person);
