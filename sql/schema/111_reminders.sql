-- The daily digest (提醒): what was said to whom on which day, and what became of the mail.

-- One a person and day. Only ever added; version is always 1.
CREATE TABLE reminder (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    person_id   BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- the person's, on that day
    day         DATE NOT NULL,                      -- civil day in Asia/Shanghai
    due         SMALLINT UNSIGNED NOT NULL,         -- so many lines, and of these
    overdue     SMALLINT UNSIGNED NOT NULL,         -- so many past their limit
    things      MEDIUMTEXT NOT NULL,                -- JSON [[words, limit, address], …]
    made_at     DATETIME(6) NOT NULL,
    UNIQUE KEY (person_id, day),
    KEY of_unit (unit_id, day),
    FOREIGN KEY (person_id) REFERENCES person (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;

-- The outbox; a working table. mark says what the mail is, once and for all: nothing is put in twice. Written in the
-- transaction of what it tells; taken out by 'taizhangctl mail'.
CREATE TABLE mail_out (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    mark        VARCHAR(64) NOT NULL,               -- the left part of its Message-ID
    person_id   BIGINT NOT NULL,
    subject     VARCHAR(255) NOT NULL,
    body        MEDIUMTEXT NOT NULL,
    state       ENUM('waiting', 'sending', 'sent', 'failed') NOT NULL,
    tries       SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    last_error  VARCHAR(255) NOT NULL DEFAULT '',
    made_at     DATETIME(6) NOT NULL,
    next_at     DATETIME(6) NOT NULL,               -- waiting: not tried before; sending: whoever tries it has died by then
    sent_at     DATETIME(6) NULL,
    UNIQUE KEY (mark),
    KEY line (state, next_at),
    KEY (person_id),
    FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER reminder_insert BEFORE INSERT ON reminder FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'reminder' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'reminder: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER reminder_update BEFORE UPDATE ON reminder FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'reminder: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER reminder_delete BEFORE DELETE ON reminder FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'reminder: rows are never deleted';
