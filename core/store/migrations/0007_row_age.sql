-- Schema 7: how long a job's row had been worked on when the job's turn came.
ALTER TABLE job ADD COLUMN row_age INTEGER NOT NULL DEFAULT 0; -- microseconds
