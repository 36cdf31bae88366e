-- The return loop: the reasons of a return one by one, what the unit says to each, decisions taken back within ten minutes,
-- and 抽查复核: a random share of approvals that a second reviewer looks at.

-- So many rows of return_reason, no more. 0: a decision without them, as all were before.
ALTER TABLE decision
    ADD reason_count TINYINT UNSIGNED NOT NULL DEFAULT 0,
    ADD KEY lately (decided_by, decided_at);           -- what somebody may take back

CREATE TABLE return_reason (
    decision_id BIGINT NOT NULL,
    place       TINYINT UNSIGNED NOT NULL,          -- 1 … reason_count of its decision
    reason      VARCHAR(1000) NOT NULL,
    PRIMARY KEY (decision_id, place),
    FOREIGN KEY (decision_id) REFERENCES decision (id)
) ENGINE = InnoDB;

-- What the submission that follows a return says to each of its reasons: 已改, or an answer, or both.
CREATE TABLE report_answer (
    version_id  BIGINT NOT NULL,
    place       TINYINT UNSIGNED NOT NULL,          -- of the reason
    decision_id BIGINT NOT NULL,
    mended      TINYINT NOT NULL,
    answer      VARCHAR(500) NOT NULL,
    PRIMARY KEY (version_id, place),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (decision_id, place) REFERENCES return_reason (decision_id, place)
) ENGINE = InnoDB;

ALTER TABLE draft ADD answers MEDIUMTEXT NOT NULL DEFAULT '';   -- JSON {"of": decision, "1": [mended, "answer"]}

-- A decision that was taken back stands, with this row beside it.
CREATE TABLE decision_undo (
    decision_id BIGINT NOT NULL PRIMARY KEY,
    report_id   BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,              -- the report's version that this made
    undone_by   BIGINT NOT NULL,
    undone_at   DATETIME(6) NOT NULL,
    KEY (report_id),
    FOREIGN KEY (decision_id) REFERENCES decision (id),
    FOREIGN KEY (report_id) REFERENCES report (id),
    FOREIGN KEY (undone_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- Percent of approvals that are looked at twice; 0: none.
ALTER TABLE plan ADD spot_share TINYINT UNSIGNED NOT NULL DEFAULT 0;

CREATE TABLE spot_check (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    report_id   BIGINT NOT NULL,
    decision_id BIGINT NOT NULL,                    -- the approval that is looked at again
    drawn       SMALLINT UNSIGNED NOT NULL,         -- 0 … 9999, out of the submission, by a key (store/spot.h)
    share       TINYINT UNSIGNED NOT NULL,          -- the plan's, at that moment: drawn < 100 * share
    state       ENUM('waiting', 'same', 'different', 'void') NOT NULL, -- void: the approval was taken back
    comment     VARCHAR(1000) NOT NULL DEFAULT '',
    checked_by  BIGINT NULL,
    checked_at  DATETIME(6) NULL,
    UNIQUE KEY (decision_id),
    KEY (report_id),
    KEY queue (state),
    FOREIGN KEY (report_id) REFERENCES report (id),
    FOREIGN KEY (decision_id) REFERENCES decision (id),
    FOREIGN KEY (checked_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER return_reason_insert BEFORE INSERT ON return_reason FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM decision WHERE id = NEW.decision_id AND decision = 'return'
                      AND NEW.place BETWEEN 1 AND reason_count) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'return_reason: this return is complete';
    END IF;
END;

-- The answers of a submission are to the last return before it.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_answer_insert BEFORE INSERT ON report_answer FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM report_version v
                     JOIN decision d ON d.report_id = v.report_id AND d.id = NEW.decision_id AND d.at_version < v.at_version
                     JOIN return_reason y ON y.decision_id = d.id AND y.place = NEW.place
                    WHERE v.id = NEW.version_id
                      AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.report_id = v.report_id
                                         AND e.at_version > d.at_version AND e.at_version < v.at_version
                                         AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = e.id))) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_answer: this submission does not follow that return';
    END IF;
END;

-- Only the last step of a report is taken back, by whoever made it, at once or when a spot check found it wrong.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_undo_insert BEFORE INSERT ON decision_undo FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM report r JOIN audit_event e
                       ON e.etype = 'report' AND e.entity_id = r.id AND e.entity_seq = r.version
                    WHERE r.id = NEW.report_id AND r.version = NEW.at_version AND e.action = 'report.undo') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision_undo: no audit event for it';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.decision_id AND d.report_id = NEW.report_id
                      AND d.at_version = NEW.at_version - 1 AND d.decided_by = NEW.undone_by
                      AND (NEW.undone_at <= d.decided_at + INTERVAL 10 MINUTE
                           OR EXISTS (SELECT 1 FROM spot_check s
                                       WHERE s.decision_id = d.id AND s.state = 'different'))) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision_undo: not this person, or not this late';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER spot_check_insert BEFORE INSERT ON spot_check FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'spot_check' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: no audit event for this row';
    END IF;
    IF NEW.state <> 'waiting' OR NEW.drawn >= 100 * NEW.share OR NOT EXISTS (SELECT 1 FROM decision
         WHERE id = NEW.decision_id AND report_id = NEW.report_id AND decision = 'approve') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: that approval was not drawn';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER spot_check_update BEFORE UPDATE ON spot_check FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'spot_check' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: no audit event for this change';
    END IF;
END;

-- What it is about never changes, a verdict is given once, and never by who approved or who filed.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER spot_check_place BEFORE UPDATE ON spot_check FOR EACH ROW
BEGIN
    IF NEW.report_id <> OLD.report_id OR NEW.decision_id <> OLD.decision_id OR NEW.drawn <> OLD.drawn
       OR NEW.share <> OLD.share THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: what it is about never changes';
    END IF;
    IF OLD.state = 'void' OR (OLD.state <> 'waiting' AND NEW.state <> 'void') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: a verdict is given once';
    END IF;
    IF NEW.state <> 'void' AND EXISTS (SELECT 1 FROM decision d JOIN report_version v ON v.id = d.version_id
         WHERE d.id = NEW.decision_id AND (d.decided_by = NEW.checked_by OR v.filed_by = NEW.checked_by)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: a second person looks at it';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER spot_check_delete BEFORE DELETE ON spot_check FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'spot_check: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER return_reason_update BEFORE UPDATE ON return_reason FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'return_reason: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER return_reason_delete BEFORE DELETE ON return_reason FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'return_reason: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_answer_update BEFORE UPDATE ON report_answer FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_answer: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_answer_delete BEFORE DELETE ON report_answer FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_answer: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_undo_update BEFORE UPDATE ON decision_undo FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision_undo: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER decision_undo_delete BEFORE DELETE ON decision_undo FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'decision_undo: rows are never deleted';
