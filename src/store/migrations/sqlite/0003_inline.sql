-- How often each entry was sent to another chat through inline mode.
CREATE TABLE chosen (
    entry TEXT    NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
