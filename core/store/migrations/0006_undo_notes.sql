-- Schema 6: what jobs were like before an action, for its undo. Jobs next to each other that were alike share a note, so
-- that an action on a million of them leaves a few hundred.
CREATE TABLE undo_note (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL,
    first_job INTEGER NOT NULL,
    last_job INTEGER NOT NULL,
    was TEXT NOT NULL
) STRICT;
CREATE INDEX undo_note_by_operation ON undo_note (operation_id);

-- Priorities were kept in the journal, when they were few: {"3": [job, ...]}.
INSERT INTO undo_note (operation_id, first_job, last_job, was)
    SELECT operation.id, job.value, job.value,
        json_object('priority', CAST(was.key AS INTEGER),
            'set', CAST(json_extract(operation.arguments, '$.priority') AS INTEGER))
    FROM operation, json_each(operation.previous) AS was, json_each(was.value) AS job
    WHERE operation.command = 'job.priority' AND operation.undone = 0 ORDER BY operation.id, job.value;
UPDATE operation SET previous = '{"noted":true}',
    changed = (SELECT count(*) FROM undo_note WHERE operation_id = operation.id)
    WHERE command = 'job.priority' AND previous <> '{}';
