-- Who set what of a target and who dropped it, and what no account may do to one. Word: 量化目标 target.

ALTER TABLE target
    ADD set_by BIGINT NULL,                         -- who last set kind, base, date, unit or planned values; the importer
    ADD set_at DATETIME(6) NULL,                    -- leaves the kind alone from then on
    ADD dropped_by BIGINT NULL,
    ADD dropped_at DATETIME(6) NULL,
    ADD FOREIGN KEY (set_by) REFERENCES person (id),
    ADD FOREIGN KEY (dropped_by) REFERENCES person (id);

-- Where a target comes from never changes, nobody takes back that it was dropped, and only a unit that leads the task
-- now is made responsible for it. (Printed words: the pages' account may not touch their columns, sql/grants.sql.)
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_origin BEFORE UPDATE ON target FOR EACH ROW
BEGIN
    IF NEW.origin <> OLD.origin OR NOT (NEW.split_of <=> OLD.split_of) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: its origin never changes';
    END IF;
    IF OLD.drop_reason <> '' AND (NEW.drop_reason <> OLD.drop_reason OR NEW.ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: a dropped one stays dropped';
    END IF;
    IF NOT (NEW.unit_id <=> OLD.unit_id) AND NEW.unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_lead
         WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: the unit does not lead the task';
    END IF;
END;

-- Somebody confirms, corrects with a basis, drops with a reason; a base is a stock's, a date a milestone's. (Triggers: a
-- session can switch CHECK off.)
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_fits BEFORE UPDATE ON target FOR EACH ROW
BEGIN
    IF (NEW.confirmed = 1) <> (NEW.confirmed_by IS NOT NULL) OR (NEW.confirmed = 1) <> (NEW.confirmed_at IS NOT NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: somebody confirms, at some time';
    END IF;
    IF (NEW.corrected IS NULL) <> (NEW.basis = '') OR (NEW.corrected IS NULL) <> (NEW.corrected_by IS NULL)
       OR (NEW.corrected IS NULL AND NEW.corrected_max IS NOT NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: a correction has a number, a basis and somebody';
    END IF;
    IF (NEW.drop_reason = '') <> (NEW.dropped_by IS NULL) OR (NEW.drop_reason <> '' AND NEW.ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: who drops it says why, and it counts no more';
    END IF;
    IF (NEW.base IS NOT NULL AND NEW.kind <> 'stock') OR (NEW.due_on IS NOT NULL AND NEW.kind <> 'milestone') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: only a stock has a base, only a milestone a date';
    END IF;
END;

-- What people add stands in the words of the notice, and begins with nothing to its number but, perhaps, their word for it.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_quoted BEFORE INSERT ON target FOR EACH ROW
BEGIN
    IF NEW.origin <> 'notice' AND (NEW.quote = '' OR NOT EXISTS (SELECT 1 FROM task
         WHERE id = NEW.task_id AND INSTR(CAST(source AS BINARY), CAST(NEW.quote AS BINARY)) > 0)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: the quote is not in the text';
    END IF;
    IF NEW.origin <> 'notice' AND NEW.unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_lead
         WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: the unit does not lead the task';
    END IF;
    IF (NEW.origin = 'split') <> (NEW.split_of IS NOT NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: a part names what it was split from';
    END IF;
    IF NEW.corrected IS NOT NULL OR NEW.drop_reason <> '' OR NEW.ended_on IS NOT NULL
       OR (NEW.confirmed = 1) <> (NEW.confirmed_by IS NOT NULL) OR (NEW.confirmed = 1) <> (NEW.confirmed_at IS NOT NULL)
       OR (NEW.base IS NOT NULL AND NEW.kind <> 'stock') OR (NEW.due_on IS NOT NULL AND NEW.kind <> 'milestone') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'target: it begins as it is printed';
    END IF;
END;
