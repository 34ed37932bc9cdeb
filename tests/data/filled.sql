-- A folder in the middle of its work, on top of the fixture of a schema (schema-NNNN.db: batch 1, three jobs, one queue).
-- "@ FROM UNTIL": the statements below are for the schemas from, until (not there: all later ones).

@ 1
INSERT INTO meta (name, value) VALUES ('dataId', '0123abcd'), ('setting:dayBudget', '5.00'), ('paused', '1');
UPDATE account SET url = 'https://example.com/ação?a=1&b=2', key_env = 'THE_KEY', day_budget = 5000000, paused = 1,
    private_addresses = 1, model_limits = '{"m":{"concurrency":2}}' WHERE id = 1;
INSERT INTO account (id, name, kind, url, key_env, free, private_addresses, limits, model_limits, day_budget, paused)
    VALUES (7, 'grátis', 'gemini', '', '', 1, 0, '{}', '{}', NULL, 0);
INSERT INTO queue (id, name, account_id, limits, retry, deadline, paused)
    VALUES (2, 'fala', 7, '{"concurrency":3}', '{"maxAttempts":4}', 60000000, 1);
INSERT INTO recipe (id, name, json, updated)
    VALUES (3, 'portrait', '{"name":"portrait","steps":[{"id":"a"}]}', 1700000000000001);

INSERT INTO batch (id, name, client, owner, recipe, account_id, parameters, priority, budget, state, resend_per_job,
    resend_part, resent_so_far, estimate, created, updated, started, finished, snapshot) VALUES
    (2, 'Full', 'Acme', 'ann', 'portrait', 7, '{"style":"línea"}', 5, 9000000, 'running', 10000, 0.02, 2000, 36000, 11,
        12, 13, NULL, '{"steps":[{"after":[],"id":"a"},{"after":["a"],"id":"b"}]}'),
    (3, 'Draft', '', '', 'portrait', 0, '{}', 0, NULL, 'draft', 10000, 0.02, 0, 2000, 21, 22, NULL, NULL,
        '{"steps":[{"after":[],"id":"a"}]}'),
    (4, 'Paused', 'Acme', '', 'portrait', 0, '{}', -1, 1, 'paused', 0, 0.5, 0, 2000, 31, 32, 33, NULL,
        '{"steps":[{"after":[],"id":"a"}]}'),
    (5, 'Finished', 'Bakery', 'bob', 'portrait', 0, '{}', 0, NULL, 'finished', 10000, 0.02, 0, 2000, 41, 42, 43, 44,
        '{"steps":[{"after":[],"id":"a"}]}'),
    (6, 'Cancelled', 'Acme', 'ann', 'portrait', 0, '{}', 0, NULL, 'cancelled', 10000, 0.02, 0, 2000, 51, 52, 53, 54,
        '{"steps":[{"after":[],"id":"a"}]}');
INSERT INTO row (id, batch_id, number, key, fields, created) VALUES
    (11, 2, 1, 'r-1', '{"name":"Ana ''quoted'' \"Ünï\"","n":1.5}', 101), (12, 2, 2, 'r-2', '{}', 102),
    (13, 2, 3, '', '{"n":3}', 103), (14, 2, 4, 'r-4', '{"n":4}', 104), (15, 2, 5, 'r-5', '{"n":5}', 105),
    (16, 2, 6, 'r-6', '{"n":6}', 106), (17, 2, 7, 'r-7', '{"n":7}', 107), (18, 2, 8, 'r-8', '{"n":8}', 108),
    (19, 2, 12, 'r-12', '{"n":9}', 109), (20, 3, 1, 'd', '{}', 110), (21, 4, 1, 'p', '{}', 111),
    (22, 5, 1, 'f', '{}', 112), (23, 6, 1, 'c', '{}', 113);
INSERT INTO job (id, batch_id, row_id, step, fan_key, queue_id, account_id, model, position, state, pending_parents,
    reserve, tokens, updated, priority, attempts, sends, current_attempt, not_before, first_attempt, age, no_outputs,
    waits_in_row, cancelled_from, message) VALUES
    (11, 2, 11, 'a', '', 1, 1, 'm', 1, 'completed', 0, 2000, 17, 201, 0, 2, 3, 3, NULL, 190, 4000, 1, 0, NULL, ''),
    (12, 2, 11, 'b', '', 2, 7, 'v', 2, 'queued', 0, 1000, 0, 202, 9, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (13, 2, 12, 'a', '', 1, 1, 'm', 3, 'completed', 0, 2000, 0, 203, 0, 1, 1, 4, NULL, 191, 1, 0, 0, NULL, ''),
    (14, 2, 12, 'b', '', 2, 7, 'v', 4, 'completed', 0, 1000, 0, 204, 0, 1, 1, 5, NULL, 192, 1, 0, 0, NULL, ''),
    (15, 2, 13, 'a', '', 1, 1, 'm', 5, 'running', 0, 2000, 0, 205, 0, 0, 1, 6, NULL, 193, 0, 0, 2, NULL, 'was slow'),
    (16, 2, 13, 'b', '', 2, 7, 'v', 6, 'blocked', 1, 1000, 0, 206, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (17, 2, 14, 'a', '', 1, 1, 'm', 7, 'failed', 0, 2000, 0, 207, 0, 3, 3, 9, NULL, 194, 9, 0, 0, NULL, 'não, 400'),
    (18, 2, 14, 'b', '', 2, 7, 'v', 8, 'skipped', 1, 1000, 0, 208, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (19, 2, 15, 'a', '', 1, 1, 'm', 9, 'unknown', 0, 2000, 0, 209, 0, 1, 1, 10, NULL, 195, 1, 0, 0, NULL, 'lost'),
    (20, 2, 15, 'b', '', 2, 7, 'v', 10, 'blocked', 1, 1000, 0, 210, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (21, 2, 16, 'a', '', 1, 1, 'm', 11, 'review', 0, 2000, 0, 211, 0, 1, 1, 11, NULL, 196, 1, 0, 0, NULL, 'too dark'),
    (22, 2, 16, 'b', '', 2, 7, 'v', 12, 'blocked', 1, 1000, 0, 212, 3, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (23, 2, 17, 'a', '', 1, 1, 'm', 13, 'cancelled', 0, 2000, 0, 213, 3, 0, 0, 0, NULL, NULL, 0, 0, 0, 'queued', ''),
    (24, 2, 17, 'b', '', 2, 7, 'v', 14, 'skipped', 1, 1000, 0, 214, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (25, 2, 18, 'a', '', 1, 1, 'm', 15, 'queued', 0, 2000, 0, 215, 0, 1, 1, 0, 1700000099000000, 197, 2, 0, 1, NULL,
        '503'),
    (26, 2, 18, 'b', '', 2, 7, 'v', 16, 'blocked', 1, 1000, 0, 216, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (27, 2, 19, 'a', '', 1, 1, 'm', 17, 'queued', 0, 2000, 0, 217, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (28, 2, 19, 'b', '', 2, 7, 'v', 18, 'blocked', 1, 1000, 0, 218, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (29, 3, 20, 'a', 'language=pt', 1, 1, '', 1, 'queued', 0, 2000, 0, 219, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (30, 4, 21, 'a', '', 1, 1, '', 1, 'queued', 0, 2000, 0, 220, 7, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, ''),
    (31, 5, 22, 'a', '', 1, 1, '', 1, 'completed', 0, 2000, 0, 221, 0, 1, 1, 13, NULL, 198, 1, 0, 0, NULL, ''),
    (32, 6, 23, 'a', '', 1, 1, '', 1, 'cancelled', 0, 2000, 0, 222, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, 'queued', '');
INSERT INTO batch_count (batch_id, state, jobs) VALUES
    (2, 'queued', 3), (2, 'completed', 3), (2, 'running', 1), (2, 'blocked', 5), (2, 'failed', 1), (2, 'skipped', 2),
    (2, 'unknown', 1), (2, 'review', 1), (2, 'cancelled', 1), (3, 'queued', 1), (4, 'queued', 1), (5, 'completed', 1),
    (6, 'cancelled', 1);
DELETE FROM queue_count;
INSERT INTO queue_count (queue_id, state, jobs) VALUES
    (1, 'queued', 7), (1, 'completed', 3), (1, 'running', 1), (1, 'failed', 1), (1, 'unknown', 1), (1, 'review', 1),
    (1, 'cancelled', 2), (2, 'queued', 1), (2, 'completed', 1), (2, 'blocked', 5), (2, 'skipped', 2);

INSERT INTO attempt (id, job_id, number, account_id, model, request_hash, idempotency_key, reserved, day, send_at,
    claimed, sent, received, settled, outcome, charge, amount, estimated, http_status, message, usage) VALUES
    (1, 11, 1, 1, 'm', X'00FF10', 'fornada-0123abcd-11-00ff1000', 2000, '2026-11-20', 5, 301, 302, 303, 304,
        'retryAfter', 'none', 0, 0, 429, 'wait, please', '{}'),
    (2, 11, 2, 1, 'm', X'00FF10', 'fornada-0123abcd-11-00ff1000', 2000, '2026-11-20', 6, 311, 312, 313, 314,
        'noOutput', 'actual', 150, 1, 200, 'empty', '{"in":7}'),
    (3, 11, 3, 1, 'm', X'00FF10', 'fornada-0123abcd-11-00ff1000', 2000, '2026-11-21', 7, 321, 322, 323, 324,
        'done', 'actual', 2000, 0, 200, '', '{"in":7,"out":1290}'),
    (4, 13, 1, 1, 'm', X'AB', 'k4', 2000, '2026-11-21', 8, 331, 332, 333, 334, 'done', 'actual', 1990, 0, 200, '', '{}'),
    (5, 14, 1, 7, 'v', X'AC', 'k5', 1000, '2026-11-21', 9, 341, 342, 343, 344, 'done', 'none', 0, 0, 200, '', '{}'),
    (6, 15, 1, 1, 'm', X'AD', 'k6', 2000, '2026-11-21', 10, 351, NULL, NULL, NULL, NULL, 'none', 0, 0, 0, '', '{}'),
    (7, 17, 1, 1, 'm', X'AE', 'k7', 2000, '2026-11-21', 11, 361, 362, 363, 364, 'retryBackoff', 'none', 0, 0, 503, 'busy',
        '{}'),
    (8, 17, 2, 1, 'm', X'AE', 'k7', 2000, '2026-11-21', 12, 371, NULL, NULL, 374, 'notSent', 'none', 0, 0, 0, 'no way',
        '{}'),
    (9, 17, 3, 1, 'm', X'AE', 'k7', 2000, '2026-11-21', 13, 381, 382, 383, 384, 'badRequest', 'none', 0, 0, 400, 'não',
        '{}'),
    (10, 19, 1, 1, 'm', X'AF', 'k10', 2000, '2026-11-21', 14, 391, 392, NULL, 394, 'lost', 'maybe', 2000, 1, 0, 'cut',
        '{}'),
    (11, 21, 1, 1, 'm', X'B0', 'k11', 2000, '2026-11-21', 15, 401, 402, 403, 404, 'done', 'actual', 2000, 0, 200, '',
        '{}'),
    (12, 25, 1, 1, 'm', X'B1', 'k12', 2000, '2026-11-21', 16, 411, 412, 413, 414, 'retryBackoff', 'none', 0, 0, 503,
        'busy', '{}'),
    (13, 31, 1, 1, '', X'', 'k13', 2000, '2026-11-21', 17, 421, 422, 423, 424, 'done', 'actual', 2000, 0, 200, '', '{}');
INSERT INTO attempt_raw (attempt_id, answer) VALUES (3, X'00017F80FF'), (6, X'7B7D'), (13, X'');
INSERT INTO result (id, job_id, attempt_id, place, kind, mime, path, bytes, sha256, picked, created, text) VALUES
    (1, 11, 3, 0, 'image', 'image/png', '2 Full/r-1.png', 1234, X'DEADBEEF', 1, 501, ''),
    (2, 11, 2, 0, 'image', 'image/png', '2 Full/r-1 (2).png', 1235, X'DEADBEEE', 0, 502, ''),
    (3, 13, 4, 0, 'image', 'image/jpeg', '2 Full/ação.jpg', 99, X'01', 1, 503, ''),
    (4, 14, 5, 0, 'text', 'text/plain', '', 21, X'02', 1, 504, 'two lines
of ''text'' — “ü”'),
    (5, 21, 11, 0, 'image', 'image/png', '2 Full/r-6.png', 7, X'03', 1, 505, ''),
    (6, 31, 13, 0, 'json', 'application/json', '', 2, X'04', 1, 506, '{}');
INSERT INTO result_path (folded, copies) VALUES ('2 full/r-1.png', 2), ('2 full/ação.jpg', 1), ('2 full/r-6.png', 1);
INSERT INTO ledger (scope, key, day, reserved, spent, maybe, wasted) VALUES
    ('batch', '2', '', 2000, 6140, 2000, 150), ('batch', '5', '', 0, 2000, 0, 0),
    ('day', '', '2026-11-20', 0, 150, 0, 150), ('day', '', '2026-11-21', 2000, 7990, 2000, 0),
    ('account', '1', '2026-11-20', 0, 150, 0, 150), ('account', '1', '2026-11-21', 2000, 7990, 2000, 0),
    ('client', 'Acme', '', 2000, 6140, 2000, 150), ('client', 'Bakery', '', 0, 2000, 0, 0);
INSERT INTO gate_state (key, state) VALUES
    ('account:1', X'7B226461696C79223A31327D'), ('queue:1', X'7B7D'), ('model:1:m', X'7B2261223A317D');
INSERT INTO operation (id, at, by, command, arguments, previous, undone) VALUES
    (1, 601, 'window', 'batch.create', '{"name":"Full"}', '{}', 0),
    (2, 602, 'ctl', 'batch.cancel', '{"batch":6}', '{"state":"running"}', 0),
    (3, 603, 'window', 'job.cancel', '{"jobs":[23]}', '{}', 0),
    (4, 604, 'window', 'job.priority', '{"jobs":[12],"priority":8}', '{"0":[12]}', 1);
INSERT INTO event (id, at, level, kind, batch_id, subject, facts) VALUES
    (1, 701, 'info', 'batchFinished', 5, 'Finished', '{"completed":1}'),
    (2, 702, 'needsYou', 'scopeParked', 0, 'main', '{"scope":"account"}');
INSERT INTO metric_minute (minute, queue_id, sent, completed, failed, retried, complaints, latency, cost, buckets) VALUES
    (28333333, 1, 9, 5, 1, 2, 1, 123456, 8140, '[1,2,3]'), (28333334, 2, 1, 1, 0, 0, 0, 17, 0, '[]');

@ 1 3
INSERT INTO cache (key, job_id, created, used) VALUES (X'11', 11, 801, 802);

@ 1 5
INSERT INTO operation (id, at, by, command, arguments, previous, undone) VALUES
    (5, 605, 'window', 'job.priority', '{"jobs":[22,23],"priority":3}', '{"0":[22],"2":[23]}', 0);

@ 2
UPDATE job SET cancelled_by = 2 WHERE id = 32;
UPDATE job SET cancelled_by = 3 WHERE id = 23;
UPDATE batch SET removed = 55 WHERE id = 6;
UPDATE operation SET batch_id = 6, subject = 'Cancelled', changed = 1 WHERE id = 2;

@ 3
UPDATE batch SET pilot = '[1,2]' WHERE id = 2;

@ 4
INSERT INTO cache (key, job_id, attempt_id, batch_id, place, facts, miss, results, standing, created, expires) VALUES
    (X'11', 11, 3, 2, 'portrait a 1', '{"prompt":"x"}', '{"why":"nothing"}', '[{"kind":"image","path":"2 Full/r-1.png"}]',
        'good', 801, 1900000000000000),
    (X'12', 9, 1, 1, 'gone', '{}', '', '[]', 'rejected', 803, 804);
INSERT INTO client (name, budget) VALUES ('Acme', 7000000);
INSERT INTO credit (client, operation, remaining) VALUES ('Acme', 'image', 12), ('Bakery', 'text', 0);

@ 5
UPDATE batch SET write_back = '{"field":"path","into":"a.db"}', delivered = 45 WHERE id = 5;

@ 6
INSERT INTO operation (id, at, by, command, arguments, previous, undone, changed) VALUES
    (5, 605, 'window', 'job.priority', '{"jobs":[22,23],"priority":3}', '{"noted":true}', 0, 2);
INSERT INTO undo_note (id, operation_id, first_job, last_job, was) VALUES
    (1, 5, 22, 22, '{"priority":0,"set":3}'), (2, 5, 23, 23, '{"priority":2,"set":3}');

@ 7
UPDATE job SET row_age = 5000 WHERE id IN (11, 12);

@ 8
UPDATE queue SET alert_at = 500 WHERE id = 2;
