-- 经验做法: good practice, handed in by units under a task, with the target that moved; rolled out (推广) to units that take note.

CREATE TABLE practice (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- that hands it in: leads the task or takes part in it
    state       ENUM('draft', 'submitted', 'returned', 'selected', 'rolled_out') NOT NULL, -- rule/practice.h
    title       VARCHAR(100) NOT NULL,
    body        TEXT NOT NULL,                      -- 主要做法
    effect      VARCHAR(1000) NOT NULL,             -- 取得成效
    target_id   BIGINT NULL,                        -- the target that moved
    before_version BIGINT NULL,                     -- the approved submission that says how far it was before
    after_version BIGINT NULL,
    saved_by    BIGINT NOT NULL,
    saved_at    DATETIME(6) NOT NULL,
    submitted_by BIGINT NULL,
    submitted_at DATETIME(6) NULL,
    opinion     VARCHAR(500) NOT NULL DEFAULT '',   -- of the selection, or of sending it back
    decided_by  BIGINT NULL,
    decided_at  DATETIME(6) NULL,
    ask         VARCHAR(500) NOT NULL DEFAULT '',   -- 推广要求
    rolled_by   BIGINT NULL,
    rolled_at   DATETIME(6) NULL,
    KEY of_unit (unit_id, submitted_at),
    KEY of_state (state, id),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (before_version, target_id) REFERENCES report_value (version_id, target_id),
    FOREIGN KEY (after_version, target_id) REFERENCES report_value (version_id, target_id),
    FOREIGN KEY (saved_by) REFERENCES person (id),
    FOREIGN KEY (submitted_by) REFERENCES person (id),
    FOREIGN KEY (decided_by) REFERENCES person (id),
    FOREIGN KEY (rolled_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- To which units it is rolled out, and who has taken note.
CREATE TABLE practice_unit (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    practice_id BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    told_at     DATETIME(6) NOT NULL,
    noted_by    BIGINT NULL,
    noted_at    DATETIME(6) NULL,
    note        VARCHAR(500) NOT NULL DEFAULT '',   -- 借鉴打算
    UNIQUE KEY (practice_id, unit_id),
    KEY of_unit (unit_id, noted_at),
    FOREIGN KEY (practice_id) REFERENCES practice (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (noted_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_insert BEFORE INSERT ON practice FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'practice' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: no audit event for this row';
    END IF;
    IF NEW.state NOT IN ('draft', 'submitted') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: it begins as a draft';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM task_lead WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL)
       AND NOT EXISTS (SELECT 1 FROM task_participant
                        WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: this unit has no part in the task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_update BEFORE UPDATE ON practice FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'practice' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: no audit event for this change';
    END IF;
END;

-- What was handed in is not changed by anybody until it is back with its unit; what was selected never.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_place BEFORE UPDATE ON practice FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: task and unit never change';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND NOT (NEW.title <=> OLD.title AND NEW.body <=> OLD.body
       AND NEW.effect <=> OLD.effect AND NEW.target_id <=> OLD.target_id AND NEW.before_version <=> OLD.before_version
       AND NEW.after_version <=> OLD.after_version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: what was handed in does not change';
    END IF;
    IF NOT (OLD.state = NEW.state AND OLD.state <> 'selected'
            OR OLD.state IN ('draft', 'returned') AND NEW.state = 'submitted'
            OR OLD.state = 'submitted' AND NEW.state IN ('draft', 'returned', 'selected')
            OR OLD.state = 'selected' AND NEW.state = 'rolled_out') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: no such step';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_delete BEFORE DELETE ON practice FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_unit_insert BEFORE INSERT ON practice_unit FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'practice_unit' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice_unit: no audit event for this row';
    END IF;
    IF NEW.noted_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM practice WHERE id = NEW.practice_id AND state = 'rolled_out') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice_unit: it is not rolled out';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_unit_update BEFORE UPDATE ON practice_unit FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'practice_unit' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice_unit: no audit event for this change';
    END IF;
    IF NEW.practice_id <> OLD.practice_id OR NEW.unit_id <> OLD.unit_id OR NEW.told_at <> OLD.told_at
       OR OLD.noted_at IS NOT NULL OR NEW.noted_at IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice_unit: note is taken once';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_unit_delete BEFORE DELETE ON practice_unit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice_unit: rows are never deleted';

-- Before and after are values that were approved.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_values_insert BEFORE INSERT ON practice FOR EACH ROW
BEGIN
    IF NEW.before_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision
         WHERE version_id = NEW.before_version AND decision = 'approve')
       OR NEW.after_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision
         WHERE version_id = NEW.after_version AND decision = 'approve') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: that value was not approved';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER practice_values_update BEFORE UPDATE ON practice FOR EACH ROW
BEGIN
    IF NEW.before_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision
         WHERE version_id = NEW.before_version AND decision = 'approve')
       OR NEW.after_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision
         WHERE version_id = NEW.after_version AND decision = 'approve') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'practice: that value was not approved';
    END IF;
END;
