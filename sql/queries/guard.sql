-- What the worker checks before it takes its first request.

-- guard_settings () -> (sql_mode s, flush i, local_infile i, secure_timestamp s, snapshot i, rollback i, charset s)
SELECT @@GLOBAL.sql_mode, @@GLOBAL.innodb_flush_log_at_trx_commit, @@GLOBAL.local_infile, @@GLOBAL.secure_timestamp,
       @@GLOBAL.innodb_snapshot_isolation, @@GLOBAL.innodb_rollback_on_timeout, @@SESSION.character_set_client

-- guard_grants () -> (line s)
SHOW GRANTS FOR CURRENT_USER

-- guard_everybody () -> (line s)
SHOW GRANTS FOR PUBLIC

-- guard_account () -> (account s)
SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1)
