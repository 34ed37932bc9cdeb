-- Schema 9: the waiting jobs of a lane are found by where they go, so that those of an account or a model that is shut
-- hide no others.
DROP INDEX job_ready;
CREATE INDEX job_ready ON job (queue_id, batch_id, account_id, model, priority DESC, position)
    WHERE state = 'queued' AND not_before IS NULL;
