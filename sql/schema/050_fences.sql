-- The rules that the database itself keeps (F1: triggers, since foreign keys can be switched off by a session).
-- Every business row has a version that grows by one; no change without the audit event for exactly that row and
-- version; nothing is deleted. The definer is a locked account that may read, and nothing else.

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_insert BEFORE INSERT ON unit FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_update BEFORE UPDATE ON unit FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_delete BEFORE DELETE ON unit FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_insert BEFORE INSERT ON person FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'person' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_update BEFORE UPDATE ON person FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'person' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_delete BEFORE DELETE ON person FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_insert BEFORE INSERT ON plan FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'plan' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'plan: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_update BEFORE UPDATE ON plan FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'plan' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'plan: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_delete BEFORE DELETE ON plan FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'plan: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_insert BEFORE INSERT ON section FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'section' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'section: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_update BEFORE UPDATE ON section FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'section' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'section: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_delete BEFORE DELETE ON section FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'section: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_insert BEFORE INSERT ON task FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_update BEFORE UPDATE ON task FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_delete BEFORE DELETE ON task FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_insert BEFORE INSERT ON task_lead FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task_lead' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_update BEFORE UPDATE ON task_lead FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task_lead' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_delete BEFORE DELETE ON task_lead FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_insert BEFORE INSERT ON task_participant FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task_participant' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_update BEFORE UPDATE ON task_participant FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'task_participant' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_delete BEFORE DELETE ON task_participant FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_insert BEFORE INSERT ON target FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'target' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_update BEFORE UPDATE ON target FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'target' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_delete BEFORE DELETE ON target FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_insert BEFORE INSERT ON period FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_update BEFORE UPDATE ON period FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'period' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_delete BEFORE DELETE ON period FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'period: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_insert BEFORE INSERT ON report FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'report' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_update BEFORE UPDATE ON report FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'report' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_delete BEFORE DELETE ON report FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: rows are never deleted';

-- A report of a unit that does not lead the task cannot be stored, and a report stays where it is. The foreign keys say the
-- same, but a session may switch those off (F1).
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_lead BEFORE INSERT ON report FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: this unit does not lead the task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_place BEFORE UPDATE ON report FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id OR NEW.period_id <> OLD.period_id THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report: task, unit and period never change';
    END IF;
END;

-- Rows that are only ever added; each belongs to one version of its report, which has its event.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_version_insert BEFORE INSERT ON report_version FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM report r JOIN audit_event e
                       ON e.etype = 'report' AND e.entity_id = r.id AND e.entity_seq = r.version
                    WHERE r.id = NEW.report_id AND r.version = NEW.at_version
                      AND e.action IN ('report.submit')) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_version: no audit event for this submission';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_value_insert BEFORE INSERT ON report_value FOR EACH ROW
BEGIN
    -- Counting the rows that are there would lock the gap behind them and make submissions wait for each other.
    IF NEW.place NOT BETWEEN 1 AND COALESCE((SELECT value_count FROM report_version WHERE id = NEW.version_id), 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_value: this submission is complete';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_insert BEFORE INSERT ON decision FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM report r JOIN audit_event e
                       ON e.etype = 'report' AND e.entity_id = r.id AND e.entity_seq = r.version
                    WHERE r.id = NEW.report_id AND r.version = NEW.at_version
                      AND e.action IN ('report.approve', 'report.return')) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: no audit event for this decision';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_version BEFORE INSERT ON decision FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM report_version WHERE id = NEW.version_id AND report_id = NEW.report_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: it is about a submission of another report';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_version_update BEFORE UPDATE ON report_version FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_version: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_version_delete BEFORE DELETE ON report_version FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_version: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_value_update BEFORE UPDATE ON report_value FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_value: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_value_delete BEFORE DELETE ON report_value FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_value: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_update BEFORE UPDATE ON decision FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_delete BEFORE DELETE ON decision FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER issued_text_update BEFORE UPDATE ON issued_text FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'issued_text: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER issued_text_delete BEFORE DELETE ON issued_text FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'issued_text: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_event_update BEFORE UPDATE ON audit_event FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_event: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_event_delete BEFORE DELETE ON audit_event FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_event: rows are never deleted';
