-- 佐证材料: the files beside a report, and which of them each submission was handed in with.

-- Files of one place: those that are there, and those of submissions. in_last: of the newest one.
-- evidence_list (period_id i, task_id i, unit_id i) -> (id i, version i, no i, name s, kind s, size_bytes i, sha256 b, stored s, on_behalf i, kept_name s, kept_at t, removed_at t, in_any i, in_last i)
SELECT e.id, e.version, e.no, e.name, e.kind, e.size_bytes, e.sha256, e.stored, e.on_behalf, p.name, e.kept_at, e.removed_at,
       EXISTS (SELECT 1 FROM report_file f WHERE f.evidence_id = e.id),
       EXISTS (SELECT 1 FROM report r JOIN report_version v ON v.report_id = r.id AND v.round = r.round
                                      JOIN report_file f ON f.version_id = v.id
                WHERE r.period_id = e.period_id AND r.task_id = e.task_id AND r.unit_id = e.unit_id AND f.evidence_id = e.id)
  FROM evidence e JOIN person p ON p.id = e.kept_by
 WHERE e.period_id = ? AND e.task_id = ? AND e.unit_id = ? ORDER BY e.id

-- evidence_of_version (version_id i) -> (id i, version i, no i, name s, kind s, size_bytes i, sha256 b, stored s, on_behalf i, kept_name s, kept_at t, removed_at t, in_any i, in_last i)
SELECT e.id, e.version, e.no, e.name, e.kind, e.size_bytes, e.sha256, e.stored, e.on_behalf, p.name, e.kept_at, e.removed_at, 1, 0
  FROM report_file f JOIN evidence e ON e.id = f.evidence_id JOIN person p ON p.id = e.kept_by
 WHERE f.version_id = ? ORDER BY f.place

-- Of the reports of a task: the files of the newest submission of each, and how far it is.
-- evidence_of_task (task_id i) -> (id i, name s, size_bytes i, unit_id i, unit_name s, period s, state s, on_behalf i, kept_at t)
SELECT e.id, e.name, e.size_bytes, r.unit_id, u.name, p.code, r.state, e.on_behalf, e.kept_at
  FROM report r
  JOIN period p ON p.id = r.period_id
  JOIN unit u ON u.id = r.unit_id
  JOIN report_version v ON v.report_id = r.id AND v.round = r.round
  JOIN report_file f ON f.version_id = v.id
  JOIN evidence e ON e.id = f.evidence_id
 WHERE r.task_id = ? ORDER BY p.due_at DESC, p.id DESC, r.unit_id, f.place

-- Uploads of one unit to several tasks have different leads: they wait for each other here, so none overruns the quota.
-- evidence_unit_lock (unit_id i) -> (id i)
SELECT id FROM unit WHERE id = ? FOR UPDATE

-- What is held for a unit, with what was removed since: its bytes go later (ctl/files.c). The sum is locked, so that what another
-- upload has added since this transaction began is counted, or the deed is tried again.
-- evidence_of_unit (unit_id i, removed_since t) -> (size_bytes i)
SELECT CAST(COALESCE(SUM(e.size_bytes), 0) AS SIGNED) FROM evidence e
 WHERE e.unit_id = ? AND (e.removed_at IS NULL OR e.removed_at >= ?
                          OR EXISTS (SELECT 1 FROM report_file f WHERE f.evidence_id = e.id))
 LOCK IN SHARE MODE

-- evidence_counts (period_id i) -> (report_id i, n i)
SELECT r.id, v.file_count
  FROM report r JOIN report_version v ON v.report_id = r.id AND v.round = r.round
 WHERE r.period_id = ?

-- The lead is locked, but what this transaction sees may be from before the lock was granted: a report that was handed in
-- since then makes this read fail, and the deed is tried again (innodb_snapshot_isolation).
-- evidence_gate (period_id i, task_id i, unit_id i) -> (n i)
SELECT COUNT(*) FROM report WHERE period_id = ? AND task_id = ? AND unit_id = ? LOCK IN SHARE MODE

-- evidence_insert (id i, task_id i, unit_id i, period_id i, no i, name s, kind s, size_bytes i, sha256 b, stored s, on_behalf i, kept_by i, kept_at t) -> ()
INSERT INTO evidence (id, version, task_id, unit_id, period_id, no, name, kind, size_bytes, sha256, stored, on_behalf,
                      kept_by, kept_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- evidence_remove (removed_by i, removed_at t, id i, version i) -> ()
UPDATE evidence SET removed_by = ?, removed_at = ?, version = version + 1 WHERE id = ? AND version = ? AND removed_at IS NULL

-- The submission says how many there are in version_insert.
-- report_files_insert (version_id i, period_id i, task_id i, unit_id i) -> ()
INSERT INTO report_file (version_id, place, evidence_id)
SELECT ?, ROW_NUMBER() OVER (ORDER BY e.id), e.id FROM evidence e
 WHERE e.period_id = ? AND e.task_id = ? AND e.unit_id = ? AND e.removed_at IS NULL

-- Every file whose bytes must be there: but for those that were removed long ago and never handed in.
-- evidence_stored (removed_before t) -> (id i, stored s, name s, size_bytes i, sha256 b, let_go i)
SELECT e.id, e.stored, e.name, e.size_bytes, e.sha256,
       e.removed_at IS NOT NULL AND e.removed_at < ? AND NOT EXISTS (SELECT 1 FROM report_file f WHERE f.evidence_id = e.id)
  FROM evidence e ORDER BY e.id

-- evidence_read_before (person i, at_us i, body s) -> (id i)
SELECT id FROM audit_event WHERE person_id = ? AND action = 'evidence.read' AND at_us >= ? AND body = ? LIMIT 1
