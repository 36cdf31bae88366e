-- 更名: a unit's name changes only where the old one is kept with its last day (unit_alias); 070_places.sql refused any change,
-- when nothing kept the old name.
DROP TRIGGER unit_place;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_place BEFORE UPDATE ON unit FOR EACH ROW
BEGIN
    IF NEW.name <> OLD.name AND NOT EXISTS (SELECT 1 FROM unit_alias
         WHERE unit_id = NEW.id AND kind = 'former' AND name = OLD.name AND short = OLD.short AND until_on IS NOT NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'unit: the name never changes without its former one';
    END IF;
END;
