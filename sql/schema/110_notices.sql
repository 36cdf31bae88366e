-- Supervision notices (督查工作: 提醒 → 催办 → 督办单), each with its own number, limits, receipt, answer and end.

CREATE TABLE notice (
    id          BIGINT NOT NULL PRIMARY KEY,
    version     INT UNSIGNED NOT NULL,
    kind        ENUM('remind', 'urge', 'order') NOT NULL,
    year        SMALLINT NOT NULL,
    no          SMALLINT UNSIGNED NOT NULL,         -- 〔year〕第no号, counted within kind and year, without gaps
    plan_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,                    -- to whom it goes
    task_id     BIGINT NULL,                        -- about a task; NULL: about the unit's work as a whole
    period_id   BIGINT NULL,                        -- about the task's report of this period
    subject     VARCHAR(200) NOT NULL,
    body        TEXT NOT NULL,
    state       ENUM('issued', 'received', 'answered', 'settled', 'escalated', 'withdrawn') NOT NULL,
    receive_by  DATETIME(6) NOT NULL,               -- 签收时限
    answer_by   DATETIME(6) NOT NULL,               -- 答复时限; moved by a return
    late        TINYINT NOT NULL DEFAULT 0,         -- the last rung, and a limit of it has passed: nothing is above it
    follows     BIGINT NULL,                        -- the notice that this one escalates
    issued_by   BIGINT NULL,                        -- NULL: by the clock
    issued_at   DATETIME(6) NOT NULL,
    UNIQUE KEY (kind, year, no),
    UNIQUE KEY (follows),
    KEY of_unit (unit_id, state),
    KEY of_task (task_id, state),
    KEY open_ones (state, kind),
    FOREIGN KEY (plan_id) REFERENCES plan (id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    FOREIGN KEY (task_id) REFERENCES task (id),
    FOREIGN KEY (period_id) REFERENCES period (id),
    FOREIGN KEY (follows) REFERENCES notice (id),
    FOREIGN KEY (issued_by) REFERENCES person (id)
) ENGINE = InnoDB;

-- What was done with a notice, one row a version of it. Only ever added.
CREATE TABLE notice_step (
    notice_id   BIGINT NOT NULL,
    at_version  INT UNSIGNED NOT NULL,
    step        ENUM('issue', 'receive', 'answer', 'return', 'settle', 'escalate', 'withdraw', 'late') NOT NULL,
    words       TEXT NOT NULL,                      -- the answer, the opinion, the reason; '' where none is asked
    on_behalf   TINYINT NOT NULL DEFAULT 0,         -- by the office, for a unit that nobody can sign in for
    person_id   BIGINT NULL,                        -- NULL: the clock
    done_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (notice_id, at_version),
    FOREIGN KEY (notice_id) REFERENCES notice (id),
    FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_insert BEFORE INSERT ON notice FOR EACH ROW
BEGIN
    IF NEW.version <> 1 OR NEW.state <> 'issued' OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'notice' AND entity_id = NEW.id AND entity_seq = 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: no audit event for this row';
    END IF;
    IF NEW.no <> 1 + (SELECT COALESCE(MAX(n.no), 0) FROM notice n WHERE n.kind = NEW.kind AND n.year = NEW.year) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: numbers have no gaps';
    END IF;
    IF NEW.task_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_lead l JOIN task t ON t.id = l.task_id
         WHERE l.task_id = NEW.task_id AND l.unit_id = NEW.unit_id AND l.ended_on IS NULL AND t.plan_id = NEW.plan_id) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: this unit does not lead the task';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_update BEFORE UPDATE ON notice FOR EACH ROW
BEGIN
    IF NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM audit_event
         WHERE etype = 'notice' AND entity_id = NEW.id AND entity_seq = NEW.version) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: no audit event for this change';
    END IF;
END;

-- What was issued stays as it was issued; what has ended stays ended.
CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_words BEFORE UPDATE ON notice FOR EACH ROW
BEGIN
    IF NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.no <> OLD.no OR NEW.plan_id <> OLD.plan_id
       OR NEW.unit_id <> OLD.unit_id OR NOT NEW.task_id <=> OLD.task_id OR NOT NEW.period_id <=> OLD.period_id
       OR BINARY NEW.subject <> BINARY OLD.subject OR BINARY NEW.body <> BINARY OLD.body
       OR NEW.receive_by <> OLD.receive_by OR NOT NEW.follows <=> OLD.follows
       OR NOT NEW.issued_by <=> OLD.issued_by OR NEW.issued_at <> OLD.issued_at THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: what was issued never changes';
    END IF;
    IF OLD.state IN ('settled', 'escalated', 'withdrawn') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: it has ended';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_delete BEFORE DELETE ON notice FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_step_insert BEFORE INSERT ON notice_step FOR EACH ROW
BEGIN
    IF NOT EXISTS (SELECT 1 FROM notice n JOIN audit_event e
                       ON e.etype = 'notice' AND e.entity_id = n.id AND e.entity_seq = n.version
                    WHERE n.id = NEW.notice_id AND n.version = NEW.at_version AND e.action = CONCAT('notice.', NEW.step)) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice_step: no audit event for this step';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_step_update BEFORE UPDATE ON notice_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice_step: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER notice_step_delete BEFORE DELETE ON notice_step FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'notice_step: rows are never deleted';
