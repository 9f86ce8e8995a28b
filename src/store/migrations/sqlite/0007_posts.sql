-- A daily post may come several times a day and on some weekdays, and who arranged it is told when it fails.
-- The minutes of the day in the chat's time zone, with commas.
ALTER TABLE schedules ADD COLUMN minutes TEXT NOT NULL DEFAULT '';
UPDATE schedules SET minutes = minute;
ALTER TABLE schedules DROP COLUMN minute;
-- The local day and time that was posted for last, as YYYY-MM-DD HH:MM; until now a day had one time.
ALTER TABLE schedules RENAME COLUMN last_day TO last_slot;
UPDATE schedules SET last_slot = last_slot || ' 23:59' WHERE last_slot <> '';
-- One bit a weekday, Monday's the lowest.
ALTER TABLE schedules ADD COLUMN days INTEGER NOT NULL DEFAULT 127 CHECK (days BETWEEN 1 AND 127);
-- Telegram's number of who arranged it, and the language they read; empty when nobody is told.
ALTER TABLE schedules ADD COLUMN person INTEGER;
ALTER TABLE schedules ADD COLUMN language TEXT NOT NULL DEFAULT '';
-- What became of the last one: empty until it is known, 'posted', or why it failed.
ALTER TABLE schedules ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE schedules ADD COLUMN ended_at_ms INTEGER NOT NULL DEFAULT 0;
-- How many failed one after the other.
ALTER TABLE schedules ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
