-- Schema 1. Enums are names, times are UTC microseconds, money is micro-units. One statement ends with ";" at a line end.
PRAGMA application_id = 1179603534; -- "FORN"

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    key_env TEXT NOT NULL,
    free INTEGER NOT NULL,
    private_addresses INTEGER NOT NULL,
    limits TEXT NOT NULL,
    model_limits TEXT NOT NULL,
    day_budget INTEGER,
    paused INTEGER NOT NULL
) STRICT;

CREATE TABLE queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account(id),
    limits TEXT NOT NULL,
    retry TEXT NOT NULL,
    deadline INTEGER NOT NULL,
    paused INTEGER NOT NULL
) STRICT;

CREATE TABLE recipe (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    json TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT;

-- Ids of batches, jobs and attempts are never used twice: files, idempotency keys and ledgers carry them.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    client TEXT NOT NULL,
    owner TEXT NOT NULL,
    recipe TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    priority INTEGER NOT NULL,
    budget INTEGER,
    state TEXT NOT NULL,
    resend_per_job INTEGER NOT NULL,
    resend_part REAL NOT NULL,
    resent_so_far INTEGER NOT NULL,
    estimate INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    started INTEGER,
    finished INTEGER,
    snapshot TEXT NOT NULL
) STRICT;

CREATE TABLE row (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batch(id),
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    fields TEXT NOT NULL,
    created INTEGER NOT NULL,
    UNIQUE (batch_id, number)
) STRICT;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batch(id),
    row_id INTEGER NOT NULL REFERENCES row(id),
    step TEXT NOT NULL,
    fan_key TEXT NOT NULL,
    queue_id INTEGER NOT NULL REFERENCES queue(id),
    account_id INTEGER NOT NULL,
    model TEXT NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    pending_parents INTEGER NOT NULL,
    reserve INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    sends INTEGER NOT NULL DEFAULT 0,
    current_attempt INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    first_attempt INTEGER,
    age INTEGER NOT NULL DEFAULT 0,
    no_outputs INTEGER NOT NULL DEFAULT 0,
    waits_in_row INTEGER NOT NULL DEFAULT 0,
    cancelled_from TEXT,
    message TEXT NOT NULL DEFAULT '',
    UNIQUE (row_id, step, fan_key)
) STRICT;
CREATE UNIQUE INDEX job_place ON job (batch_id, position);
CREATE INDEX job_by_state ON job (batch_id, state, position);
CREATE INDEX job_by_queue ON job (queue_id, state);
CREATE INDEX job_ready ON job (queue_id, batch_id, priority DESC, position)
    WHERE state = 'queued' AND not_before IS NULL;
CREATE INDEX job_delayed ON job (queue_id, batch_id, not_before)
    WHERE state = 'queued' AND not_before IS NOT NULL;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL REFERENCES job(id),
    number INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    model TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    idempotency_key TEXT NOT NULL,
    reserved INTEGER NOT NULL,
    day TEXT NOT NULL,
    send_at INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    sent INTEGER,
    received INTEGER,
    settled INTEGER,
    outcome TEXT,
    charge TEXT NOT NULL DEFAULT 'none',
    amount INTEGER NOT NULL DEFAULT 0,
    estimated INTEGER NOT NULL DEFAULT 0,
    http_status INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    usage TEXT NOT NULL DEFAULT '{}',
    UNIQUE (job_id, number)
) STRICT;
CREATE INDEX attempt_open ON attempt (job_id) WHERE settled IS NULL;

CREATE TABLE attempt_raw (
    attempt_id INTEGER PRIMARY KEY REFERENCES attempt(id),
    answer BLOB NOT NULL
) STRICT;

CREATE TABLE result (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL REFERENCES job(id),
    attempt_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    mime TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    picked INTEGER NOT NULL,
    created INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX result_by_job ON result (job_id);

-- Names given to result files, folded so that no two differ only by case. They stay when a batch is removed: so do its
-- files.
CREATE TABLE result_path (
    folded TEXT PRIMARY KEY,
    copies INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cache (
    key BLOB PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job(id),
    created INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cache_by_job ON cache (job_id);

CREATE TABLE ledger (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    day TEXT NOT NULL,
    reserved INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    maybe INTEGER NOT NULL,
    wasted INTEGER NOT NULL,
    PRIMARY KEY (scope, key, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_by_day ON ledger (day);

CREATE TABLE gate_state (
    key TEXT PRIMARY KEY,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    command TEXT NOT NULL,
    arguments TEXT NOT NULL,
    previous TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    batch_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    facts TEXT NOT NULL
) STRICT;

CREATE TABLE metric_minute (
    minute INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    retried INTEGER NOT NULL,
    complaints INTEGER NOT NULL,
    latency INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    buckets TEXT NOT NULL,
    PRIMARY KEY (minute, queue_id)
) STRICT, WITHOUT ROWID;

-- Kept in the transaction of every job that changes its state: nothing counts on the hot path.
CREATE TABLE batch_count (
    batch_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    PRIMARY KEY (batch_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE queue_count (
    queue_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    PRIMARY KEY (queue_id, state)
) STRICT, WITHOUT ROWID;
