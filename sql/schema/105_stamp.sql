-- Stamps of a period and of a task, like that of a unit (075_speed.sql): the sums of the versions of their rows. Workers
-- that keep answers in memory ask for them (store/known.h); these keys answer alone.

ALTER TABLE report ADD KEY stamp_of_period (period_id, version), ADD KEY stamp_of_task (task_id, version);

ALTER TABLE work_item ADD KEY stamp_of_task (task_id, version);

ALTER TABLE correction ADD KEY stamp_of_task (task_id, version);

-- Kept answers hold names.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER person_book_change AFTER UPDATE ON person FOR EACH ROW
BEGIN
    IF NEW.name <> OLD.name THEN
        UPDATE book_stamp SET n = n + 1;
    END IF;
END;
