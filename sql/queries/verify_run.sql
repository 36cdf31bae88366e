-- Verifications that people asked for; where the sealed log stands.

-- verify_run_insert (person i, asked_by s, asked_at t) -> () working
INSERT INTO verify_run (person_id, asked_by, state, rows_done, rows_all, verdict, report, problem, asked_at)
VALUES (?, ?, 'waiting', 0, 0, '', '', '', ?)

-- One that was made on the command line, when it is over.
-- verify_run_note (asked_by s, rows_done i, rows_all i, verdict s, report s, asked_at t, ended_at t) -> () working
INSERT INTO verify_run (person_id, asked_by, state, rows_done, rows_all, verdict, report, problem, asked_at, ended_at)
VALUES (NULL, ?, 'done', ?, ?, ?, ?, '', ?, ?)

-- verify_run_open () -> (id i)
SELECT id FROM verify_run WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1

-- verify_run_list () -> (id i, asked_by s, state s, rows_done i, rows_all i, verdict s, problem s, asked_at t, ended_at t, report s)
SELECT id, asked_by, state, rows_done, rows_all, verdict, problem, asked_at, ended_at, ''
  FROM verify_run ORDER BY id DESC LIMIT 30

-- verify_run_one (id i) -> (id i, asked_by s, state s, rows_done i, rows_all i, verdict s, problem s, asked_at t, ended_at t, report s)
SELECT id, asked_by, state, rows_done, rows_all, verdict, problem, asked_at, ended_at, report
  FROM verify_run WHERE id = ?

-- verify_run_last () -> (id i, asked_by s, state s, rows_done i, rows_all i, verdict s, problem s, asked_at t, ended_at t, report s)
SELECT id, asked_by, state, rows_done, rows_all, verdict, problem, asked_at, ended_at, report
  FROM verify_run WHERE state = 'done' ORDER BY id DESC LIMIT 1

-- verify_run_next (silent_since t) -> (id i, asked_by s, state s, rows_done i, rows_all i, verdict s, problem s, asked_at t, ended_at t, report s)
SELECT id, asked_by, state, rows_done, rows_all, verdict, problem, asked_at, ended_at, report
  FROM verify_run WHERE state = 'waiting' OR (state = 'running' AND beat_at < ?) ORDER BY id LIMIT 1

-- Of two runners one changes the row.
-- verify_run_claim (beat_at t, id i, silent_since t) -> () working
UPDATE verify_run SET state = 'running', rows_done = 0, beat_at = ?
 WHERE id = ? AND (state = 'waiting' OR (state = 'running' AND beat_at < ?))

-- verify_run_beat (rows_done i, rows_all i, beat_at t, id i) -> () working
UPDATE verify_run SET rows_done = ?, rows_all = ?, beat_at = ? WHERE id = ? AND state = 'running'

-- verify_run_done (rows_done i, rows_all i, verdict s, report s, ended_at t, id i) -> () working
UPDATE verify_run SET state = 'done', rows_done = ?, rows_all = ?, verdict = ?, report = ?, ended_at = ?
 WHERE id = ? AND state = 'running'

-- verify_run_failed (problem s, ended_at t, id i) -> () working
UPDATE verify_run SET state = 'failed', problem = ?, ended_at = ? WHERE id = ? AND state = 'running'

-- seal_state () -> (size i, waiting i, oldest_us i)
SELECT (SELECT size FROM tree_state WHERE one = 1), (SELECT COUNT(*) FROM audit_pending),
       COALESCE((SELECT e.at_us FROM audit_event e WHERE e.id = (SELECT MIN(audit_id) FROM audit_pending)), 0)

-- audit_read_before (person i, at_us i, body s) -> (id i)
SELECT id FROM audit_event WHERE person_id = ? AND action = 'audit.read' AND at_us >= ? AND body = ? LIMIT 1
