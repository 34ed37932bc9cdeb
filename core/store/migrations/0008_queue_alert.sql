-- Schema 8: from how many waiting jobs on people are told that a queue is too full; null: never.
ALTER TABLE queue ADD COLUMN alert_at INTEGER;
