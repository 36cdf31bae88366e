-- Which files of sql/schema/ were applied.

-- migration_table () -> ()
CREATE TABLE IF NOT EXISTS schema_migration (
    name VARCHAR(64) NOT NULL PRIMARY KEY, sha256 BINARY(32) NOT NULL, applied_at DATETIME(6) NOT NULL) ENGINE = InnoDB

-- migration_find (name s) -> (sha256 b)
SELECT sha256 FROM schema_migration WHERE name = ?

-- migration_insert (name s, sha256 b, applied_at t) -> () working
INSERT INTO schema_migration (name, sha256, applied_at) VALUES (?, ?, ?)
