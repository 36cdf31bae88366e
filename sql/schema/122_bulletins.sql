-- 通报 (task 128 of the notice: 定期通报): made from a frozen period, with a score of each unit whose every point has its event.

-- The weights of the score (rule/score.h), per line of a unit: points for a report in time or late, for a green or yellow
-- light, taken off for each return; units with fewer tasks than score_least are not ranked.
ALTER TABLE plan
    ADD score_on_time TINYINT UNSIGNED NOT NULL DEFAULT 40,
    ADD score_late    TINYINT UNSIGNED NOT NULL DEFAULT 20,
    ADD score_green   TINYINT UNSIGNED NOT NULL DEFAULT 60,
    ADD score_yellow  TINYINT UNSIGNED NOT NULL DEFAULT 30,
    ADD score_return  TINYINT UNSIGNED NOT NULL DEFAULT 2,
    ADD score_least   TINYINT UNSIGNED NOT NULL DEFAULT 3;

CREATE TABLE bulletin (
    id            BIGINT NOT NULL PRIMARY KEY,
    version       INT UNSIGNED NOT NULL,
    plan_id       BIGINT NOT NULL,
    period_id     BIGINT NOT NULL,
    state         ENUM('draft', 'issued', 'recalled') NOT NULL,
    title         VARCHAR(100) NOT NULL,
    main_to       VARCHAR(200) NOT NULL,            -- 主送
    copies_to     VARCHAR(200) NOT NULL,            -- 抄送
    score_on_time TINYINT UNSIGNED NOT NULL,        -- the plan's when it was drafted
    score_late    TINYINT UNSIGNED NOT NULL,
    score_green   TINYINT UNSIGNED NOT NULL,
    score_yellow  TINYINT UNSIGNED NOT NULL,
    score_return  TINYINT UNSIGNED NOT NULL,
    score_least   TINYINT UNSIGNED NOT NULL,
    drafted_by    BIGINT NOT NULL,
    drafted_at    DATETIME(6) NOT NULL,
    year          SMALLINT NULL,                    -- 〔2023〕第1期; from here on NULL or '' until it is issued
    no            SMALLINT NULL,
    issuer        VARCHAR(64) NOT NULL DEFAULT '',  -- 发文机关
    issued_by     BIGINT NULL,
    issued_at     DATETIME(6) NULL,                 -- its day is the document's (成文日期)
    content       MEDIUMTEXT NOT NULL DEFAULT '',   -- all that it says, JSON as in rule/paper.h
    tree_size     BIGINT UNSIGNED NULL,             -- the sealed log at that moment
    checkpoint    TEXT NULL,                        -- its signed note
    recalled_by   BIGINT NULL,
    recalled_at   DATETIME(6) NULL,
    recall_reason VARCHAR(500) NOT NULL DEFAULT '',
    UNIQUE KEY (year, no),
    KEY (period_id),
    KEY (plan_id),
    FOREIGN KEY (plan_id) REFERENCES plan (id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (drafted_by) REFERENCES person (id),
    FOREIGN KEY (issued_by) REFERENCES person (id),
    FOREIGN KEY (recalled_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- The parts of a draft, written anew with each version: whether each is shown, and the words before its figures.
CREATE TABLE bulletin_part (
    bulletin_id BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,
    place       TINYINT UNSIGNED NOT NULL,          -- rule/bulletin.h
    shown       TINYINT NOT NULL,
    words       TEXT NOT NULL,
    PRIMARY KEY (bulletin_id, at_version, place),
    FOREIGN KEY (bulletin_id) REFERENCES bulletin (id)
) ENGINE = InnoDB;

-- A unit's score as issued.
CREATE TABLE bulletin_score (
    bulletin_id BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    unit_name   VARCHAR(64) NOT NULL,
    place       SMALLINT NOT NULL,                  -- 1, 1, 3 …; 0: not ranked
    tasks       SMALLINT NOT NULL,
    score_e1    SMALLINT NOT NULL,                  -- tenths, 0 … 1000
    points      MEDIUMTEXT NOT NULL,                -- JSON: each point with the event that it comes from
    PRIMARY KEY (bulletin_id, unit_id),
    KEY (unit_id),
    FOREIGN KEY (bulletin_id) REFERENCES bulletin (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB;

-- 异议: what a unit says against its score stands beside it; the issued figures do not change.
CREATE TABLE score_objection (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    bulletin_id BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    reason      VARCHAR(1000) NOT NULL,
    raised_by   BIGINT NOT NULL,
    raised_at   DATETIME(6) NOT NULL,
    state       ENUM('open', 'upheld', 'refused') NOT NULL,
    answer      VARCHAR(1000) NOT NULL DEFAULT '',
    settled_by  BIGINT NULL,
    settled_at  DATETIME(6) NULL,
    KEY (bulletin_id, unit_id),
    FOREIGN KEY (bulletin_id, unit_id) REFERENCES bulletin_score (bulletin_id, unit_id),
    FOREIGN KEY (raised_by) REFERENCES person (id),
    FOREIGN KEY (settled_by) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_insert BEFORE INSERT ON bulletin FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'bulletin' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: no audit event for this row';
    END IF;
    IF NEW.state <> 'draft' OR NOT EXISTS (SELECT 1 FROM period
         WHERE id = NEW.period_id AND plan_id = NEW.plan_id AND state = 'frozen') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: it begins as a draft, from a frozen period';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_update BEFORE UPDATE ON bulletin FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'bulletin' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: no audit event for this change';
    END IF;
END;

-- Of an issued one nothing changes any more, but that it may be recalled; of a recalled one nothing at all.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_place BEFORE UPDATE ON bulletin FOR EACH ROW
BEGIN
    IF NEW.plan_id <> OLD.plan_id OR NEW.period_id <> OLD.period_id OR NEW.drafted_by <> OLD.drafted_by
       OR NEW.drafted_at <> OLD.drafted_at OR NEW.score_on_time <> OLD.score_on_time OR NEW.score_late <> OLD.score_late
       OR NEW.score_green <> OLD.score_green OR NEW.score_yellow <> OLD.score_yellow
       OR NEW.score_return <> OLD.score_return OR NEW.score_least <> OLD.score_least THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: what it is about never changes';
    END IF;
    IF NEW.state = 'issued' AND (OLD.state <> 'draft' OR NEW.no IS NULL OR NEW.year IS NULL OR NEW.issued_by IS NULL
       OR NEW.issued_at IS NULL OR NEW.content = '' OR NEW.tree_size IS NULL OR NEW.checkpoint IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: a draft is issued once, with number, content and checkpoint';
    END IF;
    IF NEW.state = 'recalled' AND (OLD.state <> 'issued' OR NEW.recall_reason = '') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: an issued one is recalled once, with a reason';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.state <> 'recalled' OR NEW.title <> OLD.title OR NEW.main_to <> OLD.main_to
       OR NEW.copies_to <> OLD.copies_to OR NEW.year <> OLD.year OR NEW.no <> OLD.no OR NEW.issuer <> OLD.issuer
       OR NEW.issued_by <> OLD.issued_by OR NEW.issued_at <> OLD.issued_at OR NEW.content <> OLD.content
       OR NEW.tree_size <> OLD.tree_size OR NEW.checkpoint <> OLD.checkpoint) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: an issued one never changes';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_delete BEFORE DELETE ON bulletin FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin: rows are never deleted';

-- With the first version they come after the row, with a later one before its change.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_part_insert BEFORE INSERT ON bulletin_part FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM bulletin b JOIN audit_event e
                       ON e.etype = 'bulletin' AND e.entity_id = b.id AND e.entity_seq = NEW.at_version
                    WHERE b.id = NEW.bulletin_id AND b.state = 'draft' AND e.action IN ('bulletin.draft', 'bulletin.change')
                      AND (b.version = NEW.at_version - 1 OR (b.version = 1 AND NEW.at_version = 1))) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_part: its bulletin is not being written';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_part_update BEFORE UPDATE ON bulletin_part FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_part: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_part_delete BEFORE DELETE ON bulletin_part FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_part: rows are never deleted';

-- Written while the bulletin is being issued, and never again: the next statement of that transaction closes the door.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_score_insert BEFORE INSERT ON bulletin_score FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM bulletin b JOIN audit_event e
                       ON e.etype = 'bulletin' AND e.entity_id = b.id AND e.entity_seq = b.version + 1
                    WHERE b.id = NEW.bulletin_id AND b.state = 'draft' AND e.action = 'bulletin.issue') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_score: its bulletin is not being issued';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_score_update BEFORE UPDATE ON bulletin_score FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_score: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER bulletin_score_delete BEFORE DELETE ON bulletin_score FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bulletin_score: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER score_objection_insert BEFORE INSERT ON score_objection FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'score_objection' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: no audit event for this row';
    END IF;
    IF NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM bulletin WHERE id = NEW.bulletin_id AND state = 'issued') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: it begins open, against an issued bulletin';
    END IF;
END;

-- What it says never changes; it is settled once, by somebody else, with words.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER score_objection_update BEFORE UPDATE ON score_objection FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'score_objection' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: no audit event for this change';
    END IF;
    IF NEW.bulletin_id <> OLD.bulletin_id OR NEW.unit_id <> OLD.unit_id OR NEW.reason <> OLD.reason
       OR NEW.raised_by <> OLD.raised_by OR NEW.raised_at <> OLD.raised_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: what it says never changes';
    END IF;
    IF OLD.state <> 'open' OR NEW.state = 'open' OR NEW.answer = '' OR NEW.settled_at IS NULL
       OR COALESCE(NEW.settled_by, NEW.raised_by) = NEW.raised_by THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: it is settled once, by somebody else, with words';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER score_objection_delete BEFORE DELETE ON score_objection FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'score_objection: rows are never deleted';
