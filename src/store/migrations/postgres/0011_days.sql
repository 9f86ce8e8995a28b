-- What happened how often, by day. Rows are only ever added, so that nobody who stores waits for another's; the maintenance
-- makes one of those that say the same.
CREATE TABLE days (
    -- Days since 1970 in the time zone that the bot counts in.
    day   BIGINT NOT NULL,
    what  TEXT NOT NULL,
    -- The entry or the word that it is about; may be empty.
    about TEXT NOT NULL,
    -- Below 0 for what is taken back.
    count BIGINT NOT NULL
);
CREATE INDEX days_day ON days (day);
-- The day that a vote is counted on, so that it is taken back there; none for those from before days were counted.
ALTER TABLE votes ADD COLUMN day BIGINT;
