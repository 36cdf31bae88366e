-- Separate duties and fresh rights (R15, R38). The directory says who somebody is; these rows say what it said last, and when.

-- '' in good standing; otherwise why nobody may sign in with the account: gone, disabled, no_role, clash, units
-- (rule/standing.h). Set by the comparison with the directory, cleared by the next good sign-in.
ALTER TABLE person
    ADD standing VARCHAR(12) NOT NULL DEFAULT '',
    ADD KEY (login);

-- 三员分立: auditor (4), admin (8) and security (32) go with no other role, whoever writes the row. A session may switch a
-- CHECK off (F1), so triggers say it again.
ALTER TABLE person
    ADD CONSTRAINT keepers_alone CHECK (roles & 44 = 0 OR roles IN (4, 8, 32));

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_duties_insert BEFORE INSERT ON person FOR EACH ROW
BEGIN
    IF NEW.roles & 44 <> 0 AND NEW.roles NOT IN (4, 8, 32) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: a keeper of the house has no other role';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_duties_update BEFORE UPDATE ON person FOR EACH ROW
BEGIN
    IF NEW.roles & 44 <> 0 AND NEW.roles NOT IN (4, 8, 32) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'person: a keeper of the house has no other role';
    END IF;
END;

-- checked_at: when the directory last confirmed these rights, at the sign-in or since. display: bits of rule/display.h.
ALTER TABLE session
    ADD checked_at DATETIME(6) NOT NULL DEFAULT '1970-01-01',
    ADD display TINYINT UNSIGNED NOT NULL DEFAULT 0;

UPDATE session SET checked_at = created_at;

-- How somebody wants the pages to look; a working table.
CREATE TABLE display (
    person_id   BIGINT NOT NULL PRIMARY KEY,
    choice      TINYINT UNSIGNED NOT NULL           -- bits of rule/display.h
) ENGINE = InnoDB;
