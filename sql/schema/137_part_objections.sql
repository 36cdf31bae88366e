-- 异议 of a participating unit against its part in a task (责任分工): an application of a unit that does not lead. What 114 said of
-- leads is said anew here for both; everything else of an application stays as it was.
ALTER TABLE application
    DROP FOREIGN KEY application_ibfk_1,
    ADD KEY of_lead (task_id, unit_id),
    ADD CONSTRAINT application_task FOREIGN KEY (task_id) REFERENCES task (id),
    ADD CONSTRAINT application_unit FOREIGN KEY (unit_id) REFERENCES unit (id);

DROP TRIGGER application_lead;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER application_lead BEFORE INSERT ON application FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL)
       AND NOT (NEW.asks = 'assignment' AND EXISTS (SELECT 1 FROM task_participant
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application: this unit does not lead the task';
    END IF;
END;

-- 130 and 133 knew only successions; a granted objection ends a part too, and may give it to another unit.
DROP TRIGGER task_participant_page_new;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_page_new BEFORE INSERT ON task_participant FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_participant o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND o.task_id = NEW.task_id AND o.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN audit_event f ON f.req_id = e.req_id AND f.etype = 'application'
         JOIN application a ON a.id = f.entity_id AND a.version = f.entity_seq AND a.task_id = NEW.task_id AND a.state = 'granted'
          AND a.asks = 'assignment'
         WHERE e.etype = 'task_participant' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: only a succession or an application hands it over';
    END IF;
END;

DROP TRIGGER task_participant_page_change;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_page_change BEFORE UPDATE ON task_participant FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s
         WHERE s.old_id = NEW.unit_id AND OLD.ended_on IS NULL AND NEW.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_participant o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND NEW.ended_on IS NULL AND o.task_id = NEW.task_id AND o.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN audit_event f ON f.req_id = e.req_id AND f.etype = 'application'
         JOIN application a ON a.id = f.entity_id AND a.version = f.entity_seq AND a.task_id = NEW.task_id AND a.state = 'granted'
          AND a.asks = 'assignment'
         WHERE e.etype = 'task_participant' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: only a succession or an application ends it';
    END IF;
END;
