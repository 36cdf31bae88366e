-- Working tables: no history, no events, rows may go. Nothing here is a fact of the ledger.

CREATE TABLE session (
    token_hash  BINARY(32) NOT NULL PRIMARY KEY,    -- SHA-256; the token itself is stored nowhere
    person_id   BIGINT NOT NULL,
    unit_id     BIGINT NULL,
    roles       INT UNSIGNED NOT NULL,              -- as the directory said at sign-in
    created_at  DATETIME(6) NOT NULL,
    seen_at     DATETIME(6) NOT NULL,
    ip          VARCHAR(45) NOT NULL,
    last_at     DATETIME(6) NULL,                   -- the sign-in before this one, shown once
    last_ip     VARCHAR(45) NOT NULL,
    message     VARCHAR(500) NOT NULL,              -- shown once on the next page
    KEY (person_id, created_at)
) ENGINE = InnoDB;

CREATE TABLE draft (
    task_id      BIGINT NOT NULL,
    unit_id      BIGINT NOT NULL,
    period_id    BIGINT NOT NULL,
    rev          INT UNSIGNED NOT NULL,
    narrative    MEDIUMTEXT NOT NULL,
    next_steps   MEDIUMTEXT NOT NULL,
    light        VARCHAR(8) NOT NULL,               -- '' while nothing is chosen
    light_reason TEXT NOT NULL,
    amounts      MEDIUMTEXT NOT NULL,               -- JSON {"target id": ["value as typed", "note"]}
    saved_by     BIGINT NOT NULL,
    saved_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (period_id, task_id, unit_id),
    KEY of_unit (unit_id, period_id),               -- a unit's drafts, on the ledger
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id)
) ENGINE = InnoDB;

-- Wrong sign-ins: one row per identity and per address.
CREATE TABLE attempt (
    who          VARBINARY(64) NOT NULL PRIMARY KEY, -- 'p' + entryUUID, 'n' + hash of an unknown name, 'a' + address
    wrong        INT UNSIGNED NOT NULL,
    since_at     DATETIME(6) NOT NULL,
    locked_until DATETIME(6) NULL,
    locks        INT UNSIGNED NOT NULL
) ENGINE = InnoDB;
