-- What the pages' account may do about units and who leads, made narrower than 130 left it: a unit is made and changed in the
-- administrator's name alone, it stops only when nothing hangs on it, and a lead or a part that ended comes back only where the
-- succession that brings it back is the one that ended the other unit's.

-- A new unit (机构改革) by the administrator (role 8, rule/model.h). Who signs in for it (code) is the operator's business.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_page_new BEFORE INSERT ON unit FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND (NEW.code IS NOT NULL OR NEW.stopped_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM audit_event e
         JOIN person p ON p.id = e.person_id
         WHERE e.etype = 'unit' AND e.entity_id = NEW.id AND e.entity_seq = 1 AND e.action = 'unit.new' AND p.roles = 8)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: not made by the administrator, or with a way to sign in';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_page_change BEFORE UPDATE ON unit FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN person p ON p.id = e.person_id
         WHERE e.etype = 'unit' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version AND p.roles = 8) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: not changed by the administrator';
    END IF;
END;

-- Whoever changes it: who leads does not stop, and who was followed does not come back.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_stop BEFORE UPDATE ON unit FOR EACH ROW
BEGIN
    IF NOT (NEW.stopped_on <=> OLD.stopped_on)
       AND (EXISTS (SELECT 1 FROM task_lead WHERE unit_id = NEW.id AND ended_on IS NULL)
            OR (NEW.stopped_on IS NULL AND EXISTS (SELECT 1 FROM unit_succession WHERE old_id = NEW.id))) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: it leads tasks, or another unit has taken over';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_by BEFORE INSERT ON unit_alias FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.made_by AND roles = 8) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_alias: not by the administrator';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_by BEFORE INSERT ON unit_member FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.made_by AND roles = 8) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: not by the administrator';
    END IF;
END;

DROP TRIGGER task_lead_page_change;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_page_change BEFORE UPDATE ON task_lead FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s
         WHERE s.old_id = NEW.unit_id AND OLD.ended_on IS NULL AND NEW.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_lead o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND NEW.ended_on IS NULL AND o.task_id = NEW.task_id AND o.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN audit_event f ON f.req_id = e.req_id AND f.etype = 'application'
         JOIN application a ON a.id = f.entity_id AND a.version = f.entity_seq AND a.task_id = NEW.task_id AND a.state = 'granted'
          AND a.asks IN ('lead', 'assignment')
         WHERE e.etype = 'task_lead' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: only a succession or an application ends it';
    END IF;
END;

DROP TRIGGER task_participant_page_change;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_page_change BEFORE UPDATE ON task_participant FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s
         WHERE s.old_id = NEW.unit_id AND OLD.ended_on IS NULL AND NEW.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_participant o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND NEW.ended_on IS NULL AND o.task_id = NEW.task_id AND o.ended_on = s.on_day) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: only a succession ends it';
    END IF;
END;
