-- A runner that died leaves its job behind: another takes it over when its last sign of life is old.

ALTER TABLE export_job
    ADD beat_at DATETIME(6) NULL;
