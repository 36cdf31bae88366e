-- One issued notice and what it asks for. Words: 年度任务 plan, 章节 section, 任务 task, 牵头 lead, 量化目标 target.

-- The words as issued, byte for byte, under the hash of their bytes. Only ever added.
CREATE TABLE issued_text (
    sha256      BINARY(32) NOT NULL PRIMARY KEY,
    bytes       LONGBLOB NOT NULL
) ENGINE = InnoDB;

CREATE TABLE plan (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    code        VARCHAR(16) NOT NULL,
    year        SMALLINT NOT NULL,
    title       VARCHAR(255) NOT NULL,
    sha256      BINARY(32) NOT NULL,                -- of the text that was imported last
    UNIQUE KEY (code),
    FOREIGN KEY (sha256) REFERENCES issued_text (sha256)
) ENGINE = InnoDB;

CREATE TABLE section (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    plan_id     BIGINT NOT NULL,
    no          SMALLINT NOT NULL,
    label       VARCHAR(16) NOT NULL,               -- 一、 as printed, without the mark
    title       VARCHAR(255) NOT NULL,
    UNIQUE KEY (plan_id, no),
    FOREIGN KEY (plan_id) REFERENCES plan (id)
) ENGINE = InnoDB;

CREATE TABLE task (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    plan_id     BIGINT NOT NULL,
    section_id  BIGINT NULL,                        -- a notice may have no sections
    no          SMALLINT NOT NULL,                  -- counted through the notice
    label       VARCHAR(16) NOT NULL,               -- the printed number
    title       VARCHAR(255) NOT NULL,
    body        MEDIUMTEXT NOT NULL,                -- without title and unit bracket
    source      MEDIUMTEXT NOT NULL,                -- the paragraphs as issued
    state       ENUM('open', 'closing', 'closed') NOT NULL,
    UNIQUE KEY (plan_id, no),
    KEY (section_id),
    FOREIGN KEY (plan_id) REFERENCES plan (id),
    FOREIGN KEY (section_id) REFERENCES section (id)
) ENGINE = InnoDB;

CREATE TABLE task_lead (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    place       SMALLINT NOT NULL,                  -- 1 is 首位牵头
    source      ENUM('notice', 'assigned') NOT NULL,-- printed in the notice, or 台账指定
    ended_on    DATE NULL,                          -- leads are ended, never deleted
    UNIQUE KEY (task_id, unit_id),
    KEY (unit_id),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;

CREATE TABLE task_participant (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    place       SMALLINT NOT NULL,
    ended_on    DATE NULL,
    UNIQUE KEY (task_id, unit_id),
    KEY (unit_id),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;

CREATE TABLE target (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NULL,                        -- the lead that reports its value
    no          SMALLINT NOT NULL,
    subject     VARCHAR(255) NOT NULL,
    comparator  ENUM('=', '>=', '<=', '>', '<', '~', 'range') NOT NULL,
    value       DECIMAL(20, 4) NOT NULL,            -- as printed: 25 with the unit word 万辆
    value_max   DECIMAL(20, 4) NULL,                -- of a range
    unit_word   VARCHAR(32) NOT NULL,
    quote       VARCHAR(500) NOT NULL,              -- the exact words
    doubt       VARCHAR(500) NOT NULL,              -- why the number may be misprinted; '' when not
    kind        ENUM('cumulative', 'stock', 'milestone') NOT NULL,
    confirmed   TINYINT NOT NULL,                   -- 0: 待核
    ended_on    DATE NULL,                          -- no longer in the notice as imported last
    UNIQUE KEY (task_id, no),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id)
) ENGINE = InnoDB;
