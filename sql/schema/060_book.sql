-- What a plan consists of changes a few times a year and is read with every page. Workers keep it in memory (store/book.c)
-- and ask only for this number, which grows in the transaction of each change: a reader who sees the number sees the
-- change. Reports and drafts do not touch it, so no two of them wait for each other here. A working table.

CREATE TABLE book_stamp (
    one TINYINT NOT NULL PRIMARY KEY,
    n   BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT INTO book_stamp (one, n) VALUES (1, 1);

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_book_new AFTER INSERT ON plan FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER plan_book_change AFTER UPDATE ON plan FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_book_new AFTER INSERT ON section FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER section_book_change AFTER UPDATE ON section FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_book_new AFTER INSERT ON task FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_book_change AFTER UPDATE ON task FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_book_new AFTER INSERT ON task_lead FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_lead_book_change AFTER UPDATE ON task_lead FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_book_new AFTER INSERT ON task_participant FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER task_participant_book_change AFTER UPDATE ON task_participant FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_book_new AFTER INSERT ON target FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER target_book_change AFTER UPDATE ON target FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_book_new AFTER INSERT ON period FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER period_book_change AFTER UPDATE ON period FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_book_new AFTER INSERT ON unit FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER unit_book_change AFTER UPDATE ON unit FOR EACH ROW
    UPDATE book_stamp SET n = n + 1;
