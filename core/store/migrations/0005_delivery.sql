-- Schema 5: what is brought to its place by itself when a batch has finished.
ALTER TABLE batch ADD COLUMN write_back TEXT NOT NULL DEFAULT '{}'; -- into (file, table, key, column), field, step
ALTER TABLE batch ADD COLUMN delivered INTEGER;                     -- when that, and its report, were last made
UPDATE batch SET delivered = finished; -- nobody waits for the reports of old batches
