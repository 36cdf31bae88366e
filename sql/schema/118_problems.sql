-- 问题闭环 (发现—协调—解决—反馈—销号): a problem under a task, its steps, whom it concerns, and what was noted. The row says how
-- things stand; what led there is only ever added.

CREATE TABLE problem (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- 责任单位: a lead of the task
    title       VARCHAR(60) NOT NULL,
    body        VARCHAR(1000) NOT NULL,
    level       ENUM('unit', 'department', 'city') NOT NULL,
    step        ENUM('found', 'coordinate', 'solve', 'feedback', 'closed') NOT NULL,
    step_no     SMALLINT UNSIGNED NOT NULL,         -- so many rows of problem_step
    step_at     DATETIME(6) NOT NULL,               -- when the step began
    due_on      DATE NULL,                          -- the step's limit; NULL when it is closed
    promised_on DATE NULL,                          -- 承诺解决: the limit that was said when the work began
    version_id  BIGINT NULL,                        -- the submission that told of it
    raised_by   BIGINT NOT NULL,
    raised_unit BIGINT NULL,
    raised_at   DATETIME(6) NOT NULL,
    refused     SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    reopened    SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    closed_at   DATETIME(6) NULL,
    KEY stamp_of_task (task_id, version),
    KEY of_unit (unit_id, step, due_on),
    KEY by_step (step, due_on),
    KEY closed (closed_at),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (raised_by) REFERENCES person (id),
    FOREIGN KEY (raised_unit) REFERENCES unit (id)
) ENGINE = InnoDB;

CREATE TABLE problem_step (
    problem_id  BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,              -- the problem's version that this made
    no          SMALLINT UNSIGNED NOT NULL,
    move        ENUM('raise', 'coordinate', 'solve', 'answer', 'close', 'refuse', 'reopen') NOT NULL,
    to_step     ENUM('found', 'coordinate', 'solve', 'feedback', 'closed') NOT NULL,
    words       VARCHAR(1000) NOT NULL,
    level       ENUM('unit', 'department', 'city') NOT NULL,
    due_on      DATE NULL,
    unit_count  SMALLINT UNSIGNED NOT NULL,         -- so many rows of problem_unit, no more
    file_count  SMALLINT UNSIGNED NOT NULL,         -- so many rows of problem_file, no more
    made_by     BIGINT NOT NULL,
    made_unit   BIGINT NULL,
    made_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (problem_id, at_version),
    UNIQUE KEY (problem_id, no),
    FOREIGN KEY (problem_id) REFERENCES problem (id),
    FOREIGN KEY (made_by) REFERENCES person (id),
    FOREIGN KEY (made_unit) REFERENCES unit (id)
) ENGINE = InnoDB;

-- Units asked to help: members of a group that was chosen stand one by one, with the group they came from.
CREATE TABLE problem_unit (
    problem_id  BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,              -- the step that asked them
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … unit_count of its step
    unit_id     BIGINT NOT NULL,
    group_id    BIGINT NULL,
    PRIMARY KEY (problem_id, at_version, place),
    UNIQUE KEY (problem_id, at_version, unit_id),
    KEY of_unit (unit_id, problem_id),
    FOREIGN KEY (problem_id, at_version) REFERENCES problem_step (problem_id, at_version),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (group_id) REFERENCES unit (id)
) ENGINE = InnoDB;

-- Files of the task's reports that an answer shows as its evidence.
CREATE TABLE problem_file (
    problem_id  BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … file_count of its step
    evidence_id BIGINT NOT NULL,
    PRIMARY KEY (problem_id, at_version, place),
    UNIQUE KEY (problem_id, at_version, evidence_id),
    FOREIGN KEY (problem_id, at_version) REFERENCES problem_step (problem_id, at_version),
    FOREIGN KEY (evidence_id) REFERENCES evidence (id)
) ENGINE = InnoDB;

CREATE TABLE problem_note (
    problem_id  BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,
    words       VARCHAR(1000) NOT NULL,
    made_by     BIGINT NOT NULL,
    made_unit   BIGINT NULL,
    made_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (problem_id, at_version),
    FOREIGN KEY (problem_id) REFERENCES problem (id),
    FOREIGN KEY (made_by) REFERENCES person (id),
    FOREIGN KEY (made_unit) REFERENCES unit (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_insert BEFORE INSERT ON problem FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'problem' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: no audit event for this row';
    END IF;
    IF NEW.step <> 'found' OR NEW.step_no <> 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: it begins when it is found';
    END IF;
    IF NEW.version_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM report_version v JOIN report r ON r.id = v.report_id
         WHERE v.id = NEW.version_id AND r.task_id = NEW.task_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: that report is of another task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_update BEFORE UPDATE ON problem FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'problem' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_place BEFORE UPDATE ON problem FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id OR NEW.title <> OLD.title OR NEW.body <> OLD.body
       OR NOT (NEW.version_id <=> OLD.version_id) OR NEW.raised_by <> OLD.raised_by
       OR NOT (NEW.raised_unit <=> OLD.raised_unit) OR NEW.raised_at <> OLD.raised_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: what was raised never changes';
    END IF;
    IF NEW.step_no <> OLD.step_no + 1 AND (NEW.step_no <> OLD.step_no OR NEW.step <> OLD.step OR NEW.level <> OLD.level
       OR NOT (NEW.due_on <=> OLD.due_on) OR NEW.refused <> OLD.refused OR NEW.reopened <> OLD.reopened) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: it moves one step at a time';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_delete BEFORE DELETE ON problem FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem: rows are never deleted';

-- A step is the one that the problem stands at now, and the event of that version is of that move.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_step_insert BEFORE INSERT ON problem_step FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM problem p JOIN audit_event e
                       ON e.etype = 'problem' AND e.entity_id = p.id AND e.entity_seq = p.version
                    WHERE p.id = NEW.problem_id AND p.version = NEW.at_version AND p.step_no = NEW.no
                      AND p.step = NEW.to_step AND e.action = CONCAT('problem.', NEW.move)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_step: the problem does not stand there';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_unit_insert BEFORE INSERT ON problem_unit FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM problem_step s JOIN problem p ON p.id = s.problem_id AND p.version = s.at_version
                    WHERE s.problem_id = NEW.problem_id AND s.at_version = NEW.at_version
                      AND NEW.place BETWEEN 1 AND s.unit_count) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_unit: this step is complete';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_file_insert BEFORE INSERT ON problem_file FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM problem_step s JOIN problem p ON p.id = s.problem_id AND p.version = s.at_version
                    JOIN evidence e ON e.id = NEW.evidence_id AND e.task_id = p.task_id
                    JOIN report_file f ON f.evidence_id = e.id
                    WHERE s.problem_id = NEW.problem_id AND s.at_version = NEW.at_version
                      AND NEW.place BETWEEN 1 AND s.file_count) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_file: this step is complete, or the file is of no report of the task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_note_insert BEFORE INSERT ON problem_note FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM problem p JOIN audit_event e
                       ON e.etype = 'problem' AND e.entity_id = p.id AND e.entity_seq = p.version
                    WHERE p.id = NEW.problem_id AND p.version = NEW.at_version AND e.action = 'problem.note') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_note: no audit event for it';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_step_update BEFORE UPDATE ON problem_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_step: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_step_delete BEFORE DELETE ON problem_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_step: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_unit_update BEFORE UPDATE ON problem_unit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_unit: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_unit_delete BEFORE DELETE ON problem_unit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_unit: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_file_update BEFORE UPDATE ON problem_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_file: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_file_delete BEFORE DELETE ON problem_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_file: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_note_update BEFORE UPDATE ON problem_note FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_note: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER problem_note_delete BEFORE DELETE ON problem_note FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'problem_note: rows are never deleted';
