-- Schema 4: the cache outlives the batches its results come from, so it says itself what they were; clients have limits.
DROP TABLE cache;
CREATE TABLE cache (
    key BLOB PRIMARY KEY,
    job_id INTEGER NOT NULL, -- as it was: the job may be gone
    attempt_id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    place TEXT NOT NULL, -- recipe, step, row and fan-out: what to compare another request with
    facts TEXT NOT NULL, -- what the key was made from
    miss TEXT NOT NULL, -- why it was asked for
    results TEXT NOT NULL,
    standing TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX cache_by_job ON cache (job_id);
CREATE INDEX cache_by_place ON cache (place, created);
CREATE INDEX cache_by_expiry ON cache (expires);

-- What a client may spend in all, and how many results of an operation it may still have. No row: no limit.
CREATE TABLE client (
    name TEXT PRIMARY KEY,
    budget INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE credit (
    client TEXT NOT NULL,
    operation TEXT NOT NULL,
    remaining INTEGER NOT NULL,
    PRIMARY KEY (client, operation)
) STRICT, WITHOUT ROWID;
