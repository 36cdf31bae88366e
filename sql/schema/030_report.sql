-- What the units hand in, and what is decided on it. Words: 报送期 period, 进展报送 report, 审核 decision.

CREATE TABLE period (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    plan_id     BIGINT NOT NULL,
    code        VARCHAR(16) NOT NULL,               -- 2023-03, 2023-Q1, 2023-H1, 2023-Y
    opens_at    DATETIME(6) NOT NULL,
    due_at      DATETIME(6) NOT NULL,
    state       ENUM('planned', 'open', 'frozen') NOT NULL, -- an open one is due once due_at has passed
    UNIQUE KEY (plan_id, code),
    FOREIGN KEY (plan_id) REFERENCES plan (id)
) ENGINE = InnoDB;

-- One per task, lead unit and period. The key to task_lead is the third fence: a report of a unit that does not lead
-- the task cannot be stored at all.
CREATE TABLE report (
    id           BIGINT NOT NULL PRIMARY KEY,
    version      INT UNSIGNED NOT NULL,
    task_id      BIGINT NOT NULL,
    unit_id      BIGINT NOT NULL,
    period_id    BIGINT NOT NULL,
    state        ENUM('submitted', 'approved', 'returned', 'withdrawn') NOT NULL,
    round        SMALLINT UNSIGNED NOT NULL,        -- how often it was handed in
    declared     ENUM('green', 'yellow', 'red') NOT NULL,
    light        ENUM('green', 'yellow', 'red') NULL, -- decided by the reviewer; NULL until approved
    late         TINYINT NOT NULL,
    filed_by     BIGINT NOT NULL,
    submitted_at DATETIME(6) NOT NULL,
    decided_at   DATETIME(6) NULL,
    UNIQUE KEY (period_id, task_id, unit_id),
    KEY queue (state, submitted_at),
    KEY of_task (task_id, unit_id),
    KEY of_unit (unit_id, period_id, state, task_id), -- what a unit has still to hand in, on every page
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (filed_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE TABLE report_version (
    id           BIGINT NOT NULL PRIMARY KEY,
    report_id    BIGINT NOT NULL,
    at_version   INT UNSIGNED NOT NULL,             -- the report's version that this submission made
    round        SMALLINT UNSIGNED NOT NULL,
    narrative    MEDIUMTEXT NOT NULL,
    next_steps   MEDIUMTEXT NOT NULL,
    light        ENUM('green', 'yellow', 'red') NOT NULL,
    light_reason TEXT NOT NULL,
    late         TINYINT NOT NULL,
    on_behalf    TINYINT NOT NULL,                  -- 代填
    filed_by     BIGINT NOT NULL,
    submitted_at DATETIME(6) NOT NULL,
    value_count  SMALLINT UNSIGNED NOT NULL,        -- so many rows of report_value, no more (050_fences.sql)
    UNIQUE KEY (report_id, at_version),
    UNIQUE KEY (report_id, round),
    FOREIGN KEY (report_id) REFERENCES report (id),
    FOREIGN KEY (filed_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE TABLE report_value (
    version_id   BIGINT NOT NULL,
    place        SMALLINT UNSIGNED NOT NULL,        -- 1 … value_count of its version
    target_id    BIGINT NOT NULL,
    value        DECIMAL(20, 4) NULL,
    note         VARCHAR(500) NOT NULL,
    PRIMARY KEY (version_id, place),
    UNIQUE KEY (version_id, target_id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (target_id) REFERENCES target (id)
) ENGINE = InnoDB;

CREATE TABLE decision (
    id           BIGINT NOT NULL PRIMARY KEY,
    report_id    BIGINT NOT NULL,
    at_version   INT UNSIGNED NOT NULL,             -- the report's version that this decision made
    version_id   BIGINT NOT NULL,                   -- the submission decided on
    decision     ENUM('approve', 'return') NOT NULL,
    comment      TEXT NOT NULL,
    light        ENUM('green', 'yellow', 'red') NULL,
    decided_by   BIGINT NOT NULL,
    decided_at   DATETIME(6) NOT NULL,
    UNIQUE KEY (report_id, at_version),
    FOREIGN KEY (report_id) REFERENCES report (id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (decided_by) REFERENCES person (id)
) ENGINE = InnoDB;
