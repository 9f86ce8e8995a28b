-- What stands in the inbox: an update of Telegram's, or a daily post that is due.
ALTER TABLE inbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'update' CHECK (kind IN ('update', 'post'));
UPDATE inbox SET kind = 'post' WHERE payload LIKE '{"verbatim_post":%';
