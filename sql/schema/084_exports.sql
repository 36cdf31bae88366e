-- Long exports: who asked for what, how far it is, where the file lies. A working table: rows may go.

CREATE TABLE export_job (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    person_id   BIGINT NOT NULL,
    unit_id     BIGINT NULL,
    roles       INT UNSIGNED NOT NULL,              -- of the session that asked: it sees no more than that
    kind        VARCHAR(16) NOT NULL,
    query       TEXT NOT NULL,                      -- the conditions, as in the address
    state       ENUM('waiting', 'running', 'done', 'failed') NOT NULL,
    rows_done   BIGINT NOT NULL,
    rows_all    BIGINT NOT NULL,
    file        VARCHAR(64) NOT NULL,               -- name in the folder of exports
    size_bytes  BIGINT NOT NULL,
    problem     VARCHAR(200) NOT NULL,
    asked_at    DATETIME(6) NOT NULL,
    ended_at    DATETIME(6) NULL,
    KEY of_person (person_id, id),
    KEY queue (state, id)
) ENGINE = InnoDB;
