-- Schema 3: a batch may begin with a pilot, a few rows that run before the rest is released.
ALTER TABLE batch ADD COLUMN pilot TEXT NOT NULL DEFAULT ''; -- row numbers as a JSON array; empty: all rows run
