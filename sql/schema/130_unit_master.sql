-- Units as master data (ux.md §4.15): what else they are called, who belongs to a group, who took over from whom, and when.
-- Nothing goes away: what no longer holds is ended with a day, so that a record of March says what was true in March.

ALTER TABLE unit
    ADD parent_id BIGINT NULL,                          -- 上级; NULL: none said
    ADD stopped_on DATE NULL,                           -- 停用 from this day on; NULL: in use
    ADD FOREIGN KEY (parent_id) REFERENCES unit (id);

-- alias: another word for the unit, in notices. former: its name before the day until_on (机构改革, 更名).
CREATE TABLE unit_alias (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    unit_id     BIGINT NOT NULL,
    name        VARCHAR(64) NOT NULL,
    short       VARCHAR(32) NOT NULL,                   -- of a former name: the short one of that time; else ''
    kind        ENUM('alias', 'former') NOT NULL,
    until_on    DATE NULL,                              -- of a former name: the first day of the next one
    ended_on    DATE NULL,                              -- an alias that no longer holds
    reason      VARCHAR(500) NOT NULL,
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    KEY (unit_id),
    KEY (name),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- Members of a group (集合), from since_on up to the day before ended_on.
CREATE TABLE unit_member (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    group_id    BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    since_on    DATE NOT NULL,
    ended_on    DATE NULL,
    reason      VARCHAR(500) NOT NULL,
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    KEY (group_id, unit_id),
    KEY (unit_id),
    FOREIGN KEY (group_id) REFERENCES unit (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- 机构改革: what the one unit did the other does, from a day on. Only ever added.
CREATE TABLE unit_succession (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    old_id      BIGINT NOT NULL,
    new_id      BIGINT NOT NULL,
    on_day      DATE NOT NULL,
    reason      VARCHAR(500) NOT NULL,
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    UNIQUE KEY (old_id),
    KEY (new_id),
    FOREIGN KEY (old_id) REFERENCES unit (id),
    FOREIGN KEY (new_id) REFERENCES unit (id),
    FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_insert BEFORE INSERT ON unit_alias FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit_alias' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_alias: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_update BEFORE UPDATE ON unit_alias FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit_alias' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_alias: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_delete BEFORE DELETE ON unit_alias FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_alias: rows are never deleted';

-- What was said stays as it was said; it is ended, once.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_place BEFORE UPDATE ON unit_alias FOR EACH ROW
BEGIN
    IF NEW.unit_id <> OLD.unit_id OR NEW.name <> OLD.name OR NEW.short <> OLD.short OR NEW.kind <> OLD.kind OR NEW.reason <> OLD.reason OR OLD.ended_on IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_alias: a name is ended, once, and never changed';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_insert BEFORE INSERT ON unit_member FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit_member' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_update BEFORE UPDATE ON unit_member FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit_member' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_delete BEFORE DELETE ON unit_member FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: rows are never deleted';

-- What was said stays as it was said; it is ended, once.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_place BEFORE UPDATE ON unit_member FOR EACH ROW
BEGIN
    IF NEW.group_id <> OLD.group_id OR NEW.unit_id <> OLD.unit_id OR NEW.since_on <> OLD.since_on OR NEW.reason <> OLD.reason OR OLD.ended_on IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: a membership is ended, once, and never changed';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_succession_insert BEFORE INSERT ON unit_succession FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'unit_succession' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_succession: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_succession_update BEFORE UPDATE ON unit_succession FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_succession: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_succession_delete BEFORE DELETE ON unit_succession FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_succession: rows are never deleted';

-- Members are units, and groups are groups.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_member_kind BEFORE INSERT ON unit_member FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM unit WHERE id = NEW.group_id AND kind = 'group')
       OR NOT EXISTS (SELECT 1 FROM unit WHERE id = NEW.unit_id AND kind = 'bureau') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_member: only units belong, and only to groups';
    END IF;
END;

-- Only the administrator (role 8, rule/model.h) says who took over from whom; nobody follows upon itself.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_succession_by BEFORE INSERT ON unit_succession FOR EACH ROW
BEGIN
    IF NEW.old_id = NEW.new_id OR NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.made_by AND roles = 8) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit_succession: not by this person, or not of this unit';
    END IF;
END;

-- The pages' account gives and ends a lead only as a succession says, or an application that was granted (114): it has no other business with the plan.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_page_new BEFORE INSERT ON task_lead FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_lead o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND o.task_id = NEW.task_id AND o.ended_on = s.on_day)
       AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN audit_event f ON f.req_id = e.req_id AND f.etype = 'application'
         JOIN application a ON a.id = f.entity_id AND a.version = f.entity_seq AND a.task_id = NEW.task_id AND a.state = 'granted'
          AND a.asks IN ('lead', 'assignment')
         WHERE e.etype = 'task_lead' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: only a succession or an application hands it over';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_page_change BEFORE UPDATE ON task_lead FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s
         WHERE (s.old_id = NEW.unit_id AND OLD.ended_on IS NULL AND NEW.ended_on = s.on_day)
            OR (s.new_id = NEW.unit_id AND NEW.ended_on IS NULL))
       AND NOT EXISTS (SELECT 1 FROM audit_event e JOIN audit_event f ON f.req_id = e.req_id AND f.etype = 'application'
         JOIN application a ON a.id = f.entity_id AND a.version = f.entity_seq AND a.task_id = NEW.task_id AND a.state = 'granted'
          AND a.asks IN ('lead', 'assignment')
         WHERE e.etype = 'task_lead' AND e.entity_id = NEW.id AND e.entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_lead: only a succession or an application ends it';
    END IF;
END;

-- The pages' account gives and ends a part only as a succession says: it has no other business with the plan.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_page_new BEFORE INSERT ON task_participant FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s JOIN task_participant o ON o.unit_id = s.old_id
         WHERE s.new_id = NEW.unit_id AND o.task_id = NEW.task_id AND o.ended_on = s.on_day) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: only a succession hands it over';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_page_change BEFORE UPDATE ON task_participant FOR EACH ROW
BEGIN
    IF USER() LIKE 'taizhang_app@%' AND NOT EXISTS (SELECT 1 FROM unit_succession s
         WHERE (s.old_id = NEW.unit_id AND OLD.ended_on IS NULL AND NEW.ended_on = s.on_day)
            OR (s.new_id = NEW.unit_id AND NEW.ended_on IS NULL)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'task_participant: only a succession ends it';
    END IF;
END;

-- Kept answers (store/book.h) hold names of units, also former ones.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_book_new AFTER INSERT ON unit_alias FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_alias_book_change AFTER UPDATE ON unit_alias FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;
