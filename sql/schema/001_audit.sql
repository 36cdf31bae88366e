-- The record of changes. Rows are only ever added; the accounts have INSERT and SELECT, nothing else (sql/grants.sql).
-- Only BIGINT, VARBINARY and exact text: nothing here depends on a time zone, a character set or a sql_mode.

CREATE SEQUENCE seq_id START WITH 1 CACHE 1000;

CREATE TABLE audit_event (
    id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    alg         TINYINT UNSIGNED NOT NULL,          -- 1: SHA-256 and HMAC-SHA-256 over rule/canon.h
    etype       VARCHAR(20) NOT NULL,               -- the table of the row that changed; 'auth' for sign-ins and denials
    entity_id   BIGINT NOT NULL,
    entity_seq  INT UNSIGNED NOT NULL,              -- equals the row's version after the change
    at_us       BIGINT NOT NULL,                    -- microseconds since 1970 UTC
    person_id   BIGINT NULL,
    actor       VARCHAR(64) NOT NULL,               -- name as it was then
    actor_unit  VARCHAR(64) NOT NULL,
    actor_role  VARCHAR(20) NOT NULL,
    ip          VARCHAR(45) NOT NULL,
    agent       VARCHAR(200) NOT NULL,
    session     VARBINARY(32) NULL,                 -- SHA-256 of the token's hash: names a session, opens none
    action      VARCHAR(32) NOT NULL,
    result      VARCHAR(24) NOT NULL,               -- 'ok', or why not
    task_id     BIGINT NULL,                        -- what it is about, to find it again
    unit_id     BIGINT NULL,
    period_id   BIGINT NULL,
    req_id      BINARY(16) NOT NULL,                -- of the form: pressed twice is still one deed
    req_no      SMALLINT UNSIGNED NOT NULL,
    body        MEDIUMTEXT NOT NULL,                -- JSON {"field": [old, new], …}
    prev_hash   BINARY(32) NOT NULL,                -- of the same row's event before; zeros for the first
    hash        BINARY(32) NOT NULL,
    mac         BINARY(32) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY one_event_a_version (etype, entity_id, entity_seq),
    UNIQUE KEY one_deed_a_request (req_id, req_no),
    KEY of_task (task_id, id),
    KEY of_person (person_id, id),
    KEY of_action (action, id),
    KEY of_time (at_us)
) ENGINE = InnoDB;

-- What the sealer has not seen yet (F8: the order of ids is not the order of commits).
CREATE TABLE audit_pending (
    audit_id    BIGINT UNSIGNED NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
