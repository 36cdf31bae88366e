-- The form of a unit that was filled in elsewhere and came back (离线填报), for as long as it is looked through. A working table:
-- no history, no events of its rows; what is taken from it becomes drafts, which are working data as well.

CREATE TABLE sheet_return (
    id        BIGINT NOT NULL PRIMARY KEY,          -- by chance, not counted
    person_id BIGINT NOT NULL,                      -- the one person who may look at it
    unit_id   BIGINT NOT NULL,
    plan      VARCHAR(16) NOT NULL,                 -- codes, as addresses have them
    period    VARCHAR(16) NOT NULL,
    name      VARCHAR(255) NOT NULL,
    bytes     MEDIUMBLOB NOT NULL,
    sent_at   DATETIME(6) NOT NULL,
    taken_at  DATETIME(6) NULL,                     -- NULL: only looked at
    taken     SMALLINT UNSIGNED NOT NULL DEFAULT 0, -- rows that became drafts
    KEY (person_id, sent_at),
    KEY (sent_at)
) ENGINE = InnoDB;
