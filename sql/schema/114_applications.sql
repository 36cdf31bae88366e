-- 延期、调整、异议、销号: what a lead unit asks for, the decision on it, and what a task keeps of it. Words: 申请 application.

-- A task has no date of its own in the notice: until somebody grants another one it is the last day of the plan's year.
-- The issued words never change; what was granted stands beside them.
ALTER TABLE task
    ADD due_on DATE NULL,                           -- granted; NULL: the last day of the plan's year
    ADD extended SMALLINT UNSIGNED NOT NULL DEFAULT 0, -- 延期n次
    ADD adjusted VARCHAR(2000) NOT NULL DEFAULT '', -- 调整后的任务内容
    ADD closed_at DATETIME(6) NULL;                 -- of the state closed: periods that open later ask for no report

CREATE TABLE application (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- the lead that asks
    asks        ENUM('date', 'deadline', 'target', 'content', 'lead', 'assignment', 'light', 'closure') NOT NULL,
    period_id   BIGINT NULL,                        -- of deadline and light
    target_id   BIGINT NULL,                        -- of target
    stood       VARCHAR(2000) NOT NULL,             -- as it was: a day, a moment, an amount, words, a light
    asked       VARCHAR(2000) NOT NULL,             -- what is asked for, in the same form; of leads a unit's id, or ''
    reason      VARCHAR(1000) NOT NULL,
    evidence    VARCHAR(500) NOT NULL,              -- in words, beside the files
    file_count  SMALLINT UNSIGNED NOT NULL,         -- so many rows of application_file, no more
    check_count SMALLINT UNSIGNED NOT NULL,         -- so many rows of closing_check, no more
    state       ENUM('waiting', 'withdrawn', 'granted', 'refused') NOT NULL,
    on_behalf   TINYINT NOT NULL,                   -- 代填
    applied_by  BIGINT NOT NULL,
    applied_at  DATETIME(6) NOT NULL,
    opinion     VARCHAR(1000) NOT NULL DEFAULT '',
    decided_by  BIGINT NULL,
    decided_at  DATETIME(6) NULL,
    verified    ENUM('', 'paper', 'site') NOT NULL DEFAULT '', -- 书面核验, 现场核验
    verifiers   VARCHAR(200) NOT NULL DEFAULT '',
    verified_on DATE NULL,
    reopen_reason VARCHAR(500) NOT NULL DEFAULT '',
    reopened_by BIGINT NULL,
    reopened_at DATETIME(6) NULL,
    KEY queue (state, id),
    KEY of_unit (unit_id, id),
    KEY stamp_of_task (task_id, version),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (target_id) REFERENCES target (id),
    FOREIGN KEY (applied_by) REFERENCES person (id),
    FOREIGN KEY (decided_by) REFERENCES person (id),
    FOREIGN KEY (reopened_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- Files of the unit's reports that an application points to.
CREATE TABLE application_file (
    application_id BIGINT NOT NULL,
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … file_count of its application
    evidence_id BIGINT NOT NULL,
    PRIMARY KEY (application_id, place),
    UNIQUE KEY (application_id, evidence_id),
    KEY (evidence_id),
    FOREIGN KEY (application_id) REFERENCES application (id),
    FOREIGN KEY (evidence_id) REFERENCES evidence (id)
) ENGINE = InnoDB;

-- The checklist of a 销号 as it was computed when it was asked for, with the unit's word on what is not met.
CREATE TABLE closing_check (
    application_id BIGINT NOT NULL,
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … check_count of its application
    kind        ENUM('target', 'items', 'problems', 'evidence') NOT NULL,
    target_id   BIGINT NULL,
    met         TINYINT NOT NULL,
    words       VARCHAR(500) NOT NULL,
    explained   VARCHAR(500) NOT NULL,
    PRIMARY KEY (application_id, place),
    FOREIGN KEY (application_id) REFERENCES application (id),
    FOREIGN KEY (target_id) REFERENCES target (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_insert BEFORE INSERT ON application FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NEW.state <> 'waiting' OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'application' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_lead BEFORE INSERT ON application FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: this unit does not lead the task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_update BEFORE UPDATE ON application FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'application' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: no audit event for this change';
    END IF;
END;

-- What was asked never changes; it is decided once, and by somebody else; only what was struck off is reopened, once.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_place BEFORE UPDATE ON application FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id OR NEW.asks <> OLD.asks
       OR NOT (NEW.period_id <=> OLD.period_id) OR NOT (NEW.target_id <=> OLD.target_id) OR NEW.stood <> OLD.stood
       OR NEW.asked <> OLD.asked OR NEW.reason <> OLD.reason OR NEW.evidence <> OLD.evidence OR NEW.file_count <> OLD.file_count
       OR NEW.check_count <> OLD.check_count OR NEW.on_behalf <> OLD.on_behalf OR NEW.applied_by <> OLD.applied_by
       OR NEW.applied_at <> OLD.applied_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: what was asked never changes';
    END IF;
    IF OLD.state <> 'waiting' AND (NEW.state <> OLD.state OR NEW.opinion <> OLD.opinion OR NOT (NEW.decided_by <=> OLD.decided_by)
       OR NOT (NEW.decided_at <=> OLD.decided_at) OR NEW.verified <> OLD.verified OR NEW.verifiers <> OLD.verifiers
       OR NOT (NEW.verified_on <=> OLD.verified_on)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: it is decided once';
    END IF;
    IF NEW.state IN ('granted', 'refused') AND (NEW.decided_by IS NULL OR NEW.decided_by = NEW.applied_by) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: a second person decides';
    END IF;
    IF NEW.reopened_at IS NOT NULL AND (OLD.state <> 'granted' OR OLD.asks <> 'closure' OR OLD.reopened_at IS NOT NULL
       OR NEW.reopen_reason = '' OR NEW.reopened_by IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: only what was struck off is reopened, once, with a reason';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_delete BEFORE DELETE ON application FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: rows are never deleted';

-- Only files of the same task and unit, and none that was taken away.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_file_insert BEFORE INSERT ON application_file FOR EACH ROW
BEGIN
    IF NEW.place NOT BETWEEN 1 AND COALESCE((SELECT file_count FROM application WHERE id = NEW.application_id), 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_file: this application is complete';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM application a JOIN evidence e ON e.id = NEW.evidence_id
                    WHERE a.id = NEW.application_id AND e.task_id = a.task_id AND e.unit_id = a.unit_id
                      AND e.removed_at IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_file: it belongs to another task or unit, or was removed';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_file_update BEFORE UPDATE ON application_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_file: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_file_delete BEFORE DELETE ON application_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_file: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER closing_check_insert BEFORE INSERT ON closing_check FOR EACH ROW
BEGIN
    IF NEW.place NOT BETWEEN 1 AND COALESCE((SELECT check_count FROM application WHERE id = NEW.application_id), 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closing_check: this application is complete';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER closing_check_update BEFORE UPDATE ON closing_check FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closing_check: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER closing_check_delete BEFORE DELETE ON closing_check FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closing_check: rows are never deleted';

-- The pages' account changes a task's state, date and words only by an application: the event that stands for the change
-- names the deed, and an application of that task must stand behind it.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_by_application BEFORE UPDATE ON task FOR EACH ROW
BEGIN
    IF (USER() LIKE 'taizhang_app@%' OR NEW.state <> OLD.state OR NOT (NEW.due_on <=> OLD.due_on) OR NEW.extended <> OLD.extended OR NEW.adjusted <> OLD.adjusted
        OR NOT (NEW.closed_at <=> OLD.closed_at))
       AND NOT EXISTS (SELECT 1 FROM application a JOIN audit_event e
                           ON e.etype = 'task' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version
                         JOIN audit_event f
                           ON f.etype = 'application' AND f.entity_id = a.id AND f.entity_seq = a.version AND f.req_id = e.req_id
                        WHERE a.task_id = NEW.id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task: no application stands behind this change';
    END IF;
END;
