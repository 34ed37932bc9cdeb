-- Schema 2: undo knows which jobs an operation cancelled, a removed batch is hidden before it is purged, and the journal
-- says what an operation was about.
ALTER TABLE job ADD COLUMN cancelled_by INTEGER NOT NULL DEFAULT 0; -- the operation
ALTER TABLE batch ADD COLUMN removed INTEGER;
ALTER TABLE operation ADD COLUMN batch_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE operation ADD COLUMN changed INTEGER NOT NULL DEFAULT 0; -- jobs
