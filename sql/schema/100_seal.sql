-- The sealed log (security.md §3): a hash tree (RFC 9162) over audit_event, signed checkpoints of it, and where the tree
-- stands. Only the sealer writes here, and rows are only ever added. The tree is over the bytes of rule/leaf.h.

CREATE TABLE audit_leaf (
    leaf_index  BIGINT UNSIGNED NOT NULL PRIMARY KEY,   -- 0, 1, 2 … without a gap: the order of record
    audit_id    BIGINT UNSIGNED NOT NULL,
    state       BINARY(32) NULL,                        -- digest of the changed row (sql/queries/state.sql); NULL: the
                                                        -- row had moved on when this was sealed, or there is none
    leaf_hash   BINARY(32) NOT NULL,
    UNIQUE KEY (audit_id)
) ENGINE = InnoDB;

-- Full tiles of C2SP tlog-tiles: 256 hashes of nodes of level 8 * level. They only save work: each can be computed again.
CREATE TABLE audit_tile (
    level       TINYINT UNSIGNED NOT NULL,
    idx         BIGINT UNSIGNED NOT NULL,
    hashes      VARBINARY(8192) NOT NULL,
    PRIMARY KEY (level, idx)
) ENGINE = InnoDB;

CREATE TABLE audit_checkpoint (
    tree_size   BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    root        BINARY(32) NOT NULL,
    note        TEXT NOT NULL,                          -- rule/note.h
    at_us       BIGINT NOT NULL
) ENGINE = InnoDB;

-- Locked by the sealer while it adds leaves: of two sealers one waits.
CREATE TABLE tree_state (
    one         TINYINT NOT NULL PRIMARY KEY,
    size        BIGINT UNSIGNED NOT NULL
) ENGINE = InnoDB;

INSERT INTO tree_state (one, size) VALUES (1, 0);

-- Verifications that people asked for, and how they ended. A working table: what counts is a run with the key and the
-- checkpoints that auditors hold outside.
CREATE TABLE verify_run (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    person_id   BIGINT NULL,                            -- NULL: from the command line
    asked_by    VARCHAR(64) NOT NULL,
    state       ENUM('waiting', 'running', 'done', 'failed') NOT NULL,
    rows_done   BIGINT NOT NULL,
    rows_all    BIGINT NOT NULL,
    verdict     ENUM('', 'ok', 'tampered') NOT NULL,
    report      MEDIUMTEXT NOT NULL,                    -- JSON
    problem     VARCHAR(300) NOT NULL,                  -- why it failed
    asked_at    DATETIME(6) NOT NULL,
    beat_at     DATETIME(6) NULL,
    ended_at    DATETIME(6) NULL,
    KEY queue (state, id)
) ENGINE = InnoDB;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_leaf_insert BEFORE INSERT ON audit_leaf FOR EACH ROW
BEGIN
    IF NEW.leaf_index <> 0 AND NOT EXISTS (SELECT 1 FROM audit_leaf WHERE leaf_index = NEW.leaf_index - 1) THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_leaf: leaves stand one behind the other';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_leaf_update BEFORE UPDATE ON audit_leaf FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_leaf: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_leaf_delete BEFORE DELETE ON audit_leaf FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_leaf: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_tile_update BEFORE UPDATE ON audit_tile FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_tile: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_tile_delete BEFORE DELETE ON audit_tile FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_tile: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_checkpoint_update BEFORE UPDATE ON audit_checkpoint FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_checkpoint: rows never change';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER audit_checkpoint_delete BEFORE DELETE ON audit_checkpoint FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_checkpoint: rows are never deleted';

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER tree_state_update BEFORE UPDATE ON tree_state FOR EACH ROW
BEGIN
    IF NEW.one <> OLD.one OR NEW.size < OLD.size THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'tree_state: a tree never shrinks';
    END IF;
END;

CREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER tree_state_delete BEFORE DELETE ON tree_state FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'tree_state: the row is never deleted';
