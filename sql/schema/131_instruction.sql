-- 批示: what a leader says about a task or a unit's report, to one or more units, with a limit; each unit signs for it, answers,
-- and a supervisor settles it or sends it back (tasks 126-128: 调度督导).

-- What was said never changes.
CREATE TABLE instruction (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    report_id   BIGINT NULL,                            -- the report that it was said about; NULL: the task as a whole
    body        VARCHAR(1000) NOT NULL,
    due_on      DATE NOT NULL,                          -- answered by the end of this day
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    KEY (task_id),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (report_id) REFERENCES report (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- One unit that was told: the item that is followed up. Steps: rule/instruction.h.
CREATE TABLE instruction_unit (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    instruction_id BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    state       ENUM('waiting', 'signed', 'answered', 'returned', 'settled') NOT NULL,
    UNIQUE KEY (instruction_id, unit_id),
    KEY (unit_id, state),
    KEY (state),
    FOREIGN KEY (instruction_id) REFERENCES instruction (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;

-- What made each version of it after the first. Only ever added.
CREATE TABLE instruction_step (
    part_id     BIGINT NOT NULL,                        -- of instruction_unit
    at_version  INT UNSIGNED NOT NULL,
    step        ENUM('sign', 'answer', 'settle', 'return') NOT NULL,
    words       VARCHAR(1000) NOT NULL,
    on_behalf   TINYINT NOT NULL,                       -- by a supervisor for a unit nobody can sign in for
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (part_id, at_version),
    FOREIGN KEY (part_id) REFERENCES instruction_unit (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_insert BEFORE INSERT ON instruction FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'instruction' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction: no audit event for this row';
    END IF;
    -- the role of leaders is bit 16 (rule/model.h)
    IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.made_by AND roles & 16 <> 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction: not by a leader';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_update BEFORE UPDATE ON instruction FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_delete BEFORE DELETE ON instruction FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_unit_insert BEFORE INSERT ON instruction_unit FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NEW.state <> 'waiting' OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'instruction_unit' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_unit: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_unit_update BEFORE UPDATE ON instruction_unit FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'instruction_unit' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_unit: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_unit_place BEFORE UPDATE ON instruction_unit FOR EACH ROW
BEGIN
    IF NEW.instruction_id <> OLD.instruction_id OR NEW.unit_id <> OLD.unit_id
       OR CONCAT(OLD.state, ' ', NEW.state) NOT IN ('waiting signed', 'signed answered', 'returned answered',
                                                    'answered settled', 'answered returned') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_unit: no such step';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_unit_delete BEFORE DELETE ON instruction_unit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_unit: rows are never deleted';

-- The words of a step belong to the version that it made, while that is the newest.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_step_insert BEFORE INSERT ON instruction_step FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM instruction_unit x WHERE x.id = NEW.part_id AND x.version = NEW.at_version AND x.version > 1
         AND x.state = CASE NEW.step WHEN 'sign' THEN 'signed' WHEN 'answer' THEN 'answered' WHEN 'settle' THEN 'settled'
                                     ELSE 'returned' END) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_step: that step was not made';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_step_update BEFORE UPDATE ON instruction_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_step: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER instruction_step_delete BEFORE DELETE ON instruction_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'instruction_step: rows are never deleted';
