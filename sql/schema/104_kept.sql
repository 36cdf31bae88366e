-- What somebody typed when the session had ended or the form was of another session: kept for an hour, for the session that
-- came after it, until the form is filled in again (ux.md 5.1). A working table: no history, no events, rows go.

CREATE TABLE kept (
    id_hash  BINARY(32) NOT NULL PRIMARY KEY,       -- SHA-256 of the id in the address; the id itself is stored nowhere
    session  BINARY(32) NOT NULL,                   -- token_hash of the one session that may read it
    author   BIGINT NULL,                           -- whose form it was; NULL: nobody can tell
    address  VARCHAR(600) NOT NULL,                 -- of the form, as it was sent
    fields   LONGTEXT NOT NULL,                     -- JSON [["name", "value"], …], without passwords and tokens
    kept_at  DATETIME(6) NOT NULL,
    KEY (kept_at),
    KEY (session)
) ENGINE = InnoDB;
