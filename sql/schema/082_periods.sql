-- Dispatch rounds (调度), and what is kept of them when they are frozen (冻结).

ALTER TABLE period
    MODIFY state ENUM('planned', 'open', 'due', 'frozen') NOT NULL, -- also before the clock was looked at: flow.h
    ADD scope ENUM('all', 'chosen') NOT NULL DEFAULT 'all', -- of which tasks reports are asked
    ADD instructions TEXT NOT NULL DEFAULT '',
    ADD freezes_at DATETIME(6) NULL,                -- NULL: only by a person
    ADD frozen_at DATETIME(6) NULL;

-- The tasks of a period whose scope is 'chosen'.
CREATE TABLE period_task (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    period_id   BIGINT NOT NULL,
    task_id     BIGINT NOT NULL,
    chosen      TINYINT NOT NULL,                   -- 0: it was, and is no longer
    UNIQUE KEY (period_id, task_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (task_id) REFERENCES task (id)
) ENGINE = InnoDB;

-- A later deadline for one unit.
CREATE TABLE period_extension (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    period_id   BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    due_at      DATETIME(6) NOT NULL,
    reason      VARCHAR(500) NOT NULL,
    granted_by  BIGINT NOT NULL,
    granted_at  DATETIME(6) NOT NULL,
    UNIQUE KEY (period_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (granted_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- One line a lead of a task, as it stood at the moment of freezing. The submission's words are in report_version, whose
-- rows never change; names are copied, because those of tasks and units may.
CREATE TABLE frozen_line (
    period_id   BIGINT NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    place       SMALLINT NOT NULL,                  -- of the lead; 1 is 首位牵头
    task_no     SMALLINT NOT NULL,
    title       VARCHAR(255) NOT NULL,
    section     VARCHAR(255) NOT NULL,
    unit_name   VARCHAR(64) NOT NULL,
    version_id  BIGINT NULL,                        -- the last submission; NULL: none
    state       ENUM('none', 'submitted', 'approved', 'returned', 'withdrawn') NOT NULL,
    round       SMALLINT UNSIGNED NOT NULL,
    late        TINYINT NOT NULL,
    overdue     TINYINT NOT NULL,                   -- 逾期未报
    declared    ENUM('none', 'green', 'yellow', 'red') NOT NULL,
    computed    ENUM('none', 'green', 'yellow', 'red') NOT NULL,
    decided     ENUM('none', 'green', 'yellow', 'red') NOT NULL,
    light       ENUM('none', 'green', 'yellow', 'red') NOT NULL, -- the one that counts
    why         MEDIUMTEXT NOT NULL,                -- JSON as in report_version
    PRIMARY KEY (period_id, task_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (version_id) REFERENCES report_version (id)
) ENGINE = InnoDB;

-- One line a target that was in force.
CREATE TABLE frozen_value (
    period_id   BIGINT NOT NULL,
    target_id   BIGINT NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- the lead that reports it
    subject     VARCHAR(255) NOT NULL,
    unit_word   VARCHAR(32) NOT NULL,
    kind        ENUM('cumulative', 'stock', 'milestone') NOT NULL,
    comparator  ENUM('=', '>=', '<=', '>', '<', '~', 'range') NOT NULL,
    goal        DECIMAL(20, 4) NOT NULL,            -- the corrected one when there is one
    goal_max    DECIMAL(20, 4) NULL,
    base        DECIMAL(20, 4) NULL,
    planned     DECIMAL(20, 4) NULL,                -- due by the end of the period
    value       DECIMAL(20, 4) NULL,                -- as reported last and approved; NULL: never
    done_pct    INT NULL,                           -- rounded down; NULL: cannot be said
    PRIMARY KEY (period_id, target_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (target_id) REFERENCES target (id)
) ENGINE = InnoDB;

-- What is set right after freezing; the frozen figures stay.
CREATE TABLE correction (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,              -- always 1
    period_id   BIGINT NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    target_id   BIGINT NULL,                        -- of field 'value'
    field       ENUM('narrative', 'next_steps', 'light', 'value') NOT NULL,
    old_text    MEDIUMTEXT NOT NULL,
    new_text    MEDIUMTEXT NOT NULL,
    reason      VARCHAR(500) NOT NULL,
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    KEY (period_id, task_id, unit_id),
    FOREIGN KEY (period_id, task_id, unit_id) REFERENCES frozen_line (period_id, task_id, unit_id),
    FOREIGN KEY (target_id) REFERENCES target (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_insert BEFORE INSERT ON period_task FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period_task' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_task: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_update BEFORE UPDATE ON period_task FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period_task' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_task: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_delete BEFORE DELETE ON period_task FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_task: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_place BEFORE UPDATE ON period_task FOR EACH ROW
BEGIN
    IF NEW.period_id <> OLD.period_id OR NEW.task_id <> OLD.task_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_task: period and task never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_insert BEFORE INSERT ON period_extension FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period_extension' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_extension: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_update BEFORE UPDATE ON period_extension FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period_extension' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_extension: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_delete BEFORE DELETE ON period_extension FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_extension: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_place BEFORE UPDATE ON period_extension FOR EACH ROW
BEGIN
    IF NEW.period_id <> OLD.period_id OR NEW.unit_id <> OLD.unit_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period_extension: period and unit never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER correction_insert BEFORE INSERT ON correction FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'correction' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER correction_update BEFORE UPDATE ON correction FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER correction_delete BEFORE DELETE ON correction FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction: rows are never deleted';

-- Written while the period is being frozen, and never again: the next statement of that transaction closes the door.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_line_insert BEFORE INSERT ON frozen_line FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM period p JOIN audit_event e
                       ON e.etype = 'period' AND e.entity_id = p.id AND e.entity_seq = p.version + 1
                    WHERE p.id = NEW.period_id AND p.state <> 'frozen' AND e.action = 'period.freeze') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_line: its period is not being frozen';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_line_update BEFORE UPDATE ON frozen_line FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_line: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_line_delete BEFORE DELETE ON frozen_line FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_line: rows are never deleted';

-- Written while the period is being frozen, and never again: the next statement of that transaction closes the door.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_value_insert BEFORE INSERT ON frozen_value FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM period p JOIN audit_event e
                       ON e.etype = 'period' AND e.entity_id = p.id AND e.entity_seq = p.version + 1
                    WHERE p.id = NEW.period_id AND p.state <> 'frozen' AND e.action = 'period.freeze') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_value: its period is not being frozen';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_value_update BEFORE UPDATE ON frozen_value FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_value: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER frozen_value_delete BEFORE DELETE ON frozen_value FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'frozen_value: rows are never deleted';

-- A frozen period stays so, and takes no reports; a correction is about a frozen one.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_thaw BEFORE UPDATE ON period FOR EACH ROW
BEGIN
    IF OLD.state = 'frozen' THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period: a frozen one never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_period_insert BEFORE INSERT ON report FOR EACH ROW
BEGIN
    IF EXISTS (SELECT 1 FROM period WHERE id = NEW.period_id AND state = 'frozen') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: its period is frozen';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_period_update BEFORE UPDATE ON report FOR EACH ROW
BEGIN
    IF EXISTS (SELECT 1 FROM period WHERE id = NEW.period_id AND state = 'frozen') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: its period is frozen';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER correction_period BEFORE INSERT ON correction FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM period WHERE id = NEW.period_id AND state = 'frozen') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'correction: its period is not frozen';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_book_new AFTER INSERT ON period_task FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_task_book_change AFTER UPDATE ON period_task FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_book_new AFTER INSERT ON period_extension FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_extension_book_change AFTER UPDATE ON period_extension FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;
