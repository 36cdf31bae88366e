-- The project list under a task (工作项目化、项目清单化、清单责任化、责任实效化), and where a unit's draft began.

CREATE TABLE work_item (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- the lead that keeps it
    no          SMALLINT NOT NULL,                  -- counted within task and unit
    name        VARCHAR(200) NOT NULL,
    person      VARCHAR(64) NOT NULL,               -- 责任人
    starts_on   DATE NOT NULL,
    due_on      DATE NOT NULL,
    q1          VARCHAR(300) NOT NULL,              -- expected result of each quarter
    q2          VARCHAR(300) NOT NULL,
    q3          VARCHAR(300) NOT NULL,
    q4          VARCHAR(300) NOT NULL,
    confirmed   TINYINT NOT NULL,                   -- by a supervisor; a change of the plan takes it back
    confirmed_by BIGINT NULL,
    confirmed_at DATETIME(6) NULL,
    ended_on    DATE NULL,                          -- taken off the list, with a reason
    end_reason  VARCHAR(500) NOT NULL DEFAULT '',
    UNIQUE KEY (task_id, unit_id, no),
    KEY (unit_id),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (confirmed_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- What a submission says of the items of its task: their progress is part of the period's report.
ALTER TABLE report_version
    ADD item_count SMALLINT UNSIGNED NOT NULL DEFAULT 0,  -- so many rows of report_item, no more
    ADD copied_from VARCHAR(16) NOT NULL DEFAULT '';      -- 沿用上期: the period whose words it began with

CREATE TABLE report_item (
    version_id  BIGINT NOT NULL,
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … item_count of its version
    item_id     BIGINT NOT NULL,
    state       ENUM('waiting', 'doing', 'done', 'stopped') NOT NULL,
    result      VARCHAR(1000) NOT NULL,             -- actual result so far
    PRIMARY KEY (version_id, place),
    UNIQUE KEY (version_id, item_id),
    KEY (item_id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (item_id) REFERENCES work_item (id)
) ENGINE = InnoDB;

ALTER TABLE draft
    ADD items MEDIUMTEXT NOT NULL DEFAULT '',             -- JSON {"item id": ["state", "result"]}
    ADD copied_from VARCHAR(16) NOT NULL DEFAULT '';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER work_item_insert BEFORE INSERT ON work_item FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'work_item' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'work_item: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER work_item_update BEFORE UPDATE ON work_item FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'work_item' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'work_item: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER work_item_delete BEFORE DELETE ON work_item FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'work_item: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER work_item_place BEFORE UPDATE ON work_item FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id OR NEW.no <> OLD.no THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'work_item: task, unit and number never change';
    END IF;
END;

-- Items of other tasks or units have no place in a report.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_item_insert BEFORE INSERT ON report_item FOR EACH ROW
BEGIN
    IF NEW.place NOT BETWEEN 1 AND COALESCE((SELECT item_count FROM report_version WHERE id = NEW.version_id), 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_item: this submission is complete';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM report_version v JOIN report r ON r.id = v.report_id JOIN work_item i ON i.id = NEW.item_id
                    WHERE v.id = NEW.version_id AND i.task_id = r.task_id AND i.unit_id = r.unit_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_item: it belongs to another task or unit';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_item_update BEFORE UPDATE ON report_item FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_item: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_item_delete BEFORE DELETE ON report_item FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_item: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER work_item_lead BEFORE INSERT ON work_item FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'work_item: this unit does not lead the task';
    END IF;
END;
