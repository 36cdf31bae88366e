-- 佐证材料: files that a unit keeps beside its report of one period. The bytes lie in a folder ([evidence] in the
-- configuration) under a random name; here is what they are. A file belongs to its place (task, unit, period), for there is
-- none of the report before it is handed in; each submission says which files it was handed in with.

CREATE TABLE evidence (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    task_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    period_id   BIGINT NOT NULL,
    no          SMALLINT NOT NULL,                  -- counted within its place; of two that come at once one waits
    name        VARCHAR(255) NOT NULL,              -- as people see it; no two alike in one place
    kind        VARCHAR(8) NOT NULL,                -- pdf, docx … (rule/file_kind.h)
    size_bytes  BIGINT NOT NULL,
    sha256      BINARY(32) NOT NULL,
    stored      VARCHAR(32) NOT NULL,               -- its name in the folder
    on_behalf   TINYINT NOT NULL,                   -- 代填
    kept_by     BIGINT NOT NULL,
    kept_at     DATETIME(6) NOT NULL,
    removed_by  BIGINT NULL,                        -- taken away again before it was handed in (once more)
    removed_at  DATETIME(6) NULL,
    UNIQUE KEY (stored),
    UNIQUE KEY (period_id, task_id, unit_id, no),
    UNIQUE KEY (period_id, task_id, unit_id, name),
    KEY of_unit (unit_id, removed_at),
    FOREIGN KEY (task_id, unit_id) REFERENCES task_lead (task_id, unit_id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (kept_by) REFERENCES person (id),
    FOREIGN KEY (removed_by) REFERENCES person (id)
) ENGINE = InnoDB;

ALTER TABLE report_version
    ADD file_count SMALLINT UNSIGNED NOT NULL DEFAULT 0;    -- so many rows of report_file, no more

CREATE TABLE report_file (
    version_id  BIGINT NOT NULL,
    place       SMALLINT UNSIGNED NOT NULL,         -- 1 … file_count of its version
    evidence_id BIGINT NOT NULL,
    PRIMARY KEY (version_id, place),
    UNIQUE KEY (version_id, evidence_id),
    KEY (evidence_id),
    FOREIGN KEY (version_id) REFERENCES report_version (id),
    FOREIGN KEY (evidence_id) REFERENCES evidence (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER evidence_insert BEFORE INSERT ON evidence FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'evidence' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: no audit event for this row';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER evidence_update BEFORE UPDATE ON evidence FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'evidence' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: no audit event for this change';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER evidence_delete BEFORE DELETE ON evidence FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: rows are never deleted';

-- A file is what it was when it was kept: other bytes are another file. It may be taken away, once.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER evidence_place BEFORE UPDATE ON evidence FOR EACH ROW
BEGIN
    IF NEW.task_id <> OLD.task_id OR NEW.unit_id <> OLD.unit_id OR NEW.period_id <> OLD.period_id OR NEW.no <> OLD.no
       OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR NEW.size_bytes <> OLD.size_bytes OR NEW.sha256 <> OLD.sha256 OR NEW.stored <> OLD.stored
       OR NEW.on_behalf <> OLD.on_behalf OR NEW.kept_by <> OLD.kept_by OR NEW.kept_at <> OLD.kept_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: a file never changes';
    END IF;
    IF OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL OR NEW.removed_by IS NULL THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: a file is removed once, and stays removed';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER evidence_lead BEFORE INSERT ON evidence FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM task_lead
                    WHERE task_id = NEW.task_id AND unit_id = NEW.unit_id AND ended_on IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'evidence: this unit does not lead the task';
    END IF;
END;

-- Files of other places, and files that were removed, have no place in a submission.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_file_insert BEFORE INSERT ON report_file FOR EACH ROW
BEGIN
    IF NEW.place NOT BETWEEN 1 AND COALESCE((SELECT file_count FROM report_version WHERE id = NEW.version_id), 0) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_file: this submission is complete';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM report_version v JOIN report r ON r.id = v.report_id JOIN evidence e ON e.id = NEW.evidence_id
                    WHERE v.id = NEW.version_id AND e.task_id = r.task_id AND e.unit_id = r.unit_id
                      AND e.period_id = r.period_id AND e.removed_at IS NULL) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_file: it belongs to another report, or was removed';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_file_update BEFORE UPDATE ON report_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_file: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER report_file_delete BEFORE DELETE ON report_file FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'report_file: rows are never deleted';
