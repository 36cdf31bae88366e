-- More fences, for what a change with an event may still not do. Kept by the database as in 050_fences.sql.

-- What a row is about never changes: a lead is ended and another added, never handed to another unit with its reports.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_place BEFORE UPDATE ON unit FOR EACH ROW
BEGIN
    IF NEW.name <> OLD.name THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: the name never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_place BEFORE UPDATE ON person FOR EACH ROW
BEGIN
    IF NEW.uuid <> OLD.uuid THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: whose row it is never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_place BEFORE UPDATE ON plan FOR EACH ROW
BEGIN
    IF NEW.code <> OLD.code THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'plan: the code never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_place BEFORE UPDATE ON section FOR EACH ROW
BEGIN
    IF NEW.plan_id <> OLD.plan_id OR NEW.no <> OLD.no THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'section: plan and number never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_place BEFORE UPDATE ON task FOR EACH ROW
BEGIN
    IF NEW.plan_id <> OLD.plan_id OR NEW.no <> OLD.no THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task: plan and number never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_place BEFORE UPDATE ON task_lead FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: task and unit never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_place BEFORE UPDATE ON task_participant FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: task and unit never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_place BEFORE UPDATE ON target FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.no <> OLD.no THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: task and number never change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_place BEFORE UPDATE ON period FOR EACH ROW
BEGIN
    IF NEW.plan_id <> OLD.plan_id OR NEW.code <> OLD.code THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period: plan and code never change';
    END IF;
END;

-- A lead that has ended begins no report.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_lead_now BEFORE INSERT ON report FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: this unit leads the task no longer';
    END IF;
END;

-- A decision says what its event says, and is never that of the person who handed in (four eyes).
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_fits BEFORE INSERT ON decision FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_event WHERE etype = 'report' AND entity_id = NEW.report_id
                      AND entity_seq = NEW.at_version AND action = CONCAT('report.', NEW.decision)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: its event says something else';
    END IF;
    IF EXISTS (SELECT 1 FROM report_version WHERE id = NEW.version_id AND filed_by = NEW.decided_by) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: nobody decides on a submission of their own';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER issued_text_insert BEFORE INSERT ON issued_text FOR EACH ROW
BEGIN
    IF NEW.sha256 <> UNHEX(SHA2(NEW.bytes, 256)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'issued_text: this is not the hash of these bytes';
    END IF;
END;

-- Events are numbered by the database alone and follow the one before them: nothing is slipped into a gap afterwards, and
-- the numbers cannot be used up.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_event_insert BEFORE INSERT ON audit_event FOR EACH ROW
BEGIN
    IF NEW.id <> 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_event: nobody chooses the number';
    END IF;
    IF NEW.entity_seq <> 1 AND NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = NEW.etype AND entity_id = NEW.entity_id AND entity_seq = NEW.entity_seq - 1
           AND hash = NEW.prev_hash) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_event: it does not follow the one before it';
    END IF;
END;
