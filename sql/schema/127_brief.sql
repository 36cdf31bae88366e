-- 简报: briefs, numbered by year without a gap, of items picked from approved reports and from 经验做法. What an item was picked
-- from stands beside the edited words and never changes; once issued nothing does.

CREATE TABLE brief (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    plan_id     BIGINT NOT NULL,
    state       ENUM('draft', 'issued', 'recalled', 'dropped') NOT NULL, -- rule/brief.h
    year        SMALLINT NULL,                      -- of the day of issue
    no          SMALLINT NULL,                      -- 第N期: given when it is issued
    title       VARCHAR(100) NOT NULL,
    lead_text   VARCHAR(1000) NOT NULL,             -- 编者按
    report_to   VARCHAR(500) NOT NULL,              -- 报
    send_to     VARCHAR(500) NOT NULL,              -- 送
    issue_to    VARCHAR(500) NOT NULL,              -- 发
    made_by     BIGINT NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    issued_by   BIGINT NULL,
    issued_at   DATETIME(6) NULL,
    recalled_by BIGINT NULL,
    recalled_at DATETIME(6) NULL,
    recall_reason VARCHAR(500) NOT NULL DEFAULT '',
    UNIQUE KEY number (year, no),
    KEY of_state (state, id),
    FOREIGN KEY (plan_id) REFERENCES plan (id),
    FOREIGN KEY (made_by) REFERENCES person (id),
    FOREIGN KEY (issued_by) REFERENCES person (id),
    FOREIGN KEY (recalled_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE TABLE brief_item (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    brief_id    BIGINT NOT NULL,
    place       SMALLINT NOT NULL,                  -- the order in the brief
    version_id  BIGINT NULL,                        -- the approved submission that it was picked from, or
    practice_id BIGINT NULL,                        -- the practice
    unit_id     BIGINT NOT NULL,                    -- whose work it is: 采用 counts for it
    task_id     BIGINT NOT NULL,
    source_title VARCHAR(255) NOT NULL,
    source_text MEDIUMTEXT NOT NULL,                -- as it was picked
    title       VARCHAR(255) NOT NULL,              -- as edited
    text        TEXT NOT NULL,
    dropped     TINYINT NOT NULL DEFAULT 0,         -- taken out again
    UNIQUE KEY (brief_id, version_id),
    UNIQUE KEY (brief_id, practice_id),
    KEY of_unit (unit_id, brief_id),
    FOREIGN KEY (brief_id) REFERENCES brief (id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (practice_id) REFERENCES practice (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (task_id) REFERENCES task (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_insert BEFORE INSERT ON brief FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'brief' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: no audit event for this row';
    END IF;
    IF NEW.state <> 'draft' OR NEW.no IS NOT NULL OR NEW.year IS NOT NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: it begins as a draft';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_update BEFORE UPDATE ON brief FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'brief' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: no audit event for this change';
    END IF;
END;

-- A draft changes; what is issued is only recalled, with a reason, and what is over stays. Numbers have no gap.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_frozen BEFORE UPDATE ON brief FOR EACH ROW
BEGIN
    IF NOT (OLD.state = 'draft' AND NEW.state IN ('draft', 'issued', 'dropped')
            OR OLD.state = 'issued' AND NEW.state = 'recalled') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: no such step';
    END IF;
    IF OLD.state <> 'draft' AND NOT (NEW.year <=> OLD.year AND NEW.no <=> OLD.no AND NEW.title <=> OLD.title
       AND NEW.lead_text <=> OLD.lead_text AND NEW.report_to <=> OLD.report_to AND NEW.send_to <=> OLD.send_to
       AND NEW.issue_to <=> OLD.issue_to AND NEW.issued_by <=> OLD.issued_by AND NEW.issued_at <=> OLD.issued_at) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: what was issued never changes';
    END IF;
    IF NEW.plan_id <> OLD.plan_id OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: its plan and maker never change';
    END IF;
    IF NEW.state = 'recalled' AND (NEW.recall_reason = '' OR NEW.recalled_by IS NULL OR NEW.recalled_at IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: a recall has its reason';
    END IF;
    IF OLD.state = 'draft' AND NEW.state <> 'issued' AND (NEW.no IS NOT NULL OR NEW.year IS NOT NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: a draft has no number';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'issued' THEN
        IF NEW.issued_at IS NULL OR NEW.issued_by IS NULL OR NEW.year IS NULL
           OR NOT NEW.no <=> (SELECT COALESCE(MAX(b.no), 0) + 1 FROM brief b WHERE b.year = NEW.year) THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: not the next number of its year';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM brief_item WHERE brief_id = NEW.id AND dropped = 0) THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: it has no items';
        END IF;
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_delete BEFORE DELETE ON brief FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_item_insert BEFORE INSERT ON brief_item FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'brief_item' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: no audit event for this row';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM brief WHERE id = NEW.brief_id AND state = 'draft') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: its brief is no draft';
    END IF;
    -- Picked from one of the two, word for word, of the unit and the task that it says.
    IF NOT (NEW.practice_id IS NULL AND EXISTS (SELECT 1 FROM report_version v JOIN report r ON r.id = v.report_id
              JOIN decision d ON d.version_id = v.id AND d.decision = 'approve'
              WHERE v.id = NEW.version_id AND r.unit_id = NEW.unit_id AND r.task_id = NEW.task_id
                AND v.narrative = NEW.source_text)
         OR NEW.version_id IS NULL AND EXISTS (SELECT 1 FROM practice p
              WHERE p.id = NEW.practice_id AND p.state IN ('selected', 'rolled_out') AND p.unit_id = NEW.unit_id
                AND p.task_id = NEW.task_id AND p.body = NEW.source_text)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: not what was approved or selected';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_item_update BEFORE UPDATE ON brief_item FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'brief_item' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: no audit event for this change';
    END IF;
    IF NOT (NEW.brief_id <=> OLD.brief_id AND NEW.version_id <=> OLD.version_id AND NEW.practice_id <=> OLD.practice_id
            AND NEW.unit_id <=> OLD.unit_id AND NEW.task_id <=> OLD.task_id AND NEW.source_title <=> OLD.source_title
            AND NEW.source_text <=> OLD.source_text) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: what it was picked from never changes';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM brief WHERE id = NEW.brief_id AND state = 'draft') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: its brief is no draft';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER brief_item_delete BEFORE DELETE ON brief_item FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'brief_item: rows are never deleted';
