-- What a supervisor knows of a target beyond its printed words, and by which calendar it is judged.

ALTER TABLE target
    ADD base DECIMAL(20, 4) NULL,                   -- of a stock target: where the year began
    ADD due_on DATE NULL,                           -- of a milestone; NULL: the end of the year
    ADD pace VARCHAR(500) NOT NULL DEFAULT '',      -- planned values as rule/pace.h reads them; '': linear
    ADD corrected DECIMAL(20, 4) NULL,              -- 勘误: stands beside the printed value, never in its place
    ADD corrected_max DECIMAL(20, 4) NULL,
    ADD basis VARCHAR(500) NOT NULL DEFAULT '',     -- why the corrected value is right
    ADD corrected_by BIGINT NULL,
    ADD corrected_at DATETIME(6) NULL,
    ADD origin ENUM('notice', 'added', 'split') NOT NULL DEFAULT 'notice',
    ADD split_of BIGINT NULL,
    ADD drop_reason VARCHAR(500) NOT NULL DEFAULT '',
    ADD confirmed_by BIGINT NULL,
    ADD confirmed_at DATETIME(6) NULL,
    ADD FOREIGN KEY (corrected_by) REFERENCES person (id),
    ADD FOREIGN KEY (confirmed_by) REFERENCES person (id),
    ADD FOREIGN KEY (split_of) REFERENCES target (id);

-- Thresholds of the lights (design.md §4), one set for a plan.
ALTER TABLE plan
    ADD green_pct TINYINT UNSIGNED NOT NULL DEFAULT 100,  -- of the pace: green at or above
    ADD yellow_pct TINYINT UNSIGNED NOT NULL DEFAULT 80,  -- yellow from here, red below
    ADD red_days TINYINT UNSIGNED NOT NULL DEFAULT 5;     -- working days after which a missing report is red

-- Days that are not what their weekday says: public holidays, and weekends that are worked for them (国务院办公厅's yearly
-- notice on holidays).
CREATE TABLE calendar_day (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    day         DATE NOT NULL,
    is_work     TINYINT NOT NULL,
    note        VARCHAR(64) NOT NULL,
    UNIQUE KEY (day)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_insert BEFORE INSERT ON calendar_day FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'calendar_day' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'calendar_day: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_update BEFORE UPDATE ON calendar_day FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'calendar_day' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'calendar_day: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_delete BEFORE DELETE ON calendar_day FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'calendar_day: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_place BEFORE UPDATE ON calendar_day FOR EACH ROW
BEGIN
    IF NEW.day <> OLD.day THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'calendar_day: the day never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_book_new AFTER INSERT ON calendar_day FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER calendar_day_book_change AFTER UPDATE ON calendar_day FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;
