-- Long exports: the jobs, and what they write. Words: 导出 export.

-- export_insert (person i, unit i, roles i, kind s, query s, rows_all i, asked_at t) -> () working
INSERT INTO export_job (person_id, unit_id, roles, kind, query, state, rows_done, rows_all, file, size_bytes, problem,
                        asked_at)
VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, '', 0, '', ?)

-- export_list (person i) -> (id i, kind s, query s, state s, rows_done i, rows_all i, file s, size_bytes i, problem s, asked_at t, ended_at t)
SELECT id, kind, query, state, rows_done, rows_all, file, size_bytes, problem, asked_at, ended_at
  FROM export_job WHERE person_id = ? ORDER BY id DESC LIMIT 100

-- export_one (id i, person i) -> (id i, kind s, query s, state s, rows_done i, rows_all i, file s, size_bytes i, problem s, asked_at t, ended_at t)
SELECT id, kind, query, state, rows_done, rows_all, file, size_bytes, problem, asked_at, ended_at
  FROM export_job WHERE id = ? AND person_id = ?

-- export_unfinished (person i) -> (n i)
SELECT COUNT(*) FROM export_job WHERE person_id = ? AND state IN ('waiting', 'running')

-- The row is locked by the change itself: of two runners one gets it.
-- export_claim (file s, beat_at t, silent_since t) -> () working
UPDATE export_job SET state = 'running', file = ?, rows_done = 0, beat_at = ?
 WHERE state = 'waiting' OR (state = 'running' AND beat_at < ?) ORDER BY id LIMIT 1

-- export_claimed (file s) -> (id i, person_id i, unit_id i, roles i, kind s, query s, rows_all i, asked_at t, name s, login s, unit_name s)
SELECT j.id, j.person_id, COALESCE(j.unit_id, 0), j.roles, j.kind, j.query, j.rows_all, j.asked_at, p.name, p.login,
       COALESCE(u.name, '')
  FROM export_job j JOIN person p ON p.id = j.person_id LEFT JOIN unit u ON u.id = j.unit_id
 WHERE j.file = ? AND j.state = 'running'

-- export_beat (rows_done i, beat_at t, id i, file s) -> () working
UPDATE export_job SET rows_done = ?, beat_at = ? WHERE id = ? AND file = ? AND state = 'running'

-- export_done (rows_done i, rows_all i, size_bytes i, ended_at t, id i, file s) -> () working
UPDATE export_job SET state = 'done', rows_done = ?, rows_all = ?, size_bytes = ?, ended_at = ?
 WHERE id = ? AND file = ? AND state = 'running'

-- export_failed (problem s, ended_at t, id i, file s) -> () working
UPDATE export_job SET state = 'failed', problem = ?, ended_at = ? WHERE id = ? AND file = ? AND state = 'running'

-- export_old (ended_before t) -> (id i, file s)
SELECT id, file FROM export_job WHERE state IN ('done', 'failed') AND ended_at < ? ORDER BY id LIMIT 100

-- export_delete (id i) -> () working
DELETE FROM export_job WHERE id = ? AND state IN ('done', 'failed')

-- export_reports_count (plan_id i) -> (n i)
SELECT COUNT(*) FROM period p JOIN report r ON r.period_id = p.id WHERE p.plan_id = ?

-- export_reports (period_id i) -> (task_id i, unit_id i, unit_name s, state s, round i, late i, declared s, computed s, light s, narrative s, next_steps s, light_reason s, filed_name s, submitted_at t, decided_name s, decided_at t, comment s, on_behalf i)
SELECT r.task_id, r.unit_id,
       COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name),
       r.state, r.round, r.late, r.declared, r.computed, COALESCE(r.light, ''),
       h.narrative, h.next_steps, h.light_reason, f.name, r.submitted_at, COALESCE(b.name, ''), r.decided_at,
       COALESCE(d.comment, ''), h.on_behalf
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN task t ON t.id = r.task_id
  JOIN unit u ON u.id = r.unit_id
  JOIN period p ON p.id = r.period_id
  JOIN person f ON f.id = r.filed_by
  LEFT JOIN decision d ON d.report_id = r.id AND d.at_version = r.version
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE r.period_id = ?
 ORDER BY t.no, u.name

-- audit_count (person i, person i, task i, task i, from_us i, to_us i, actor s, ip s, unit s, unit s, actions s, actions s, etypes s, etypes s, refused i, most i) -> (n i)
SELECT COUNT(*) FROM (SELECT a.id
  FROM audit_event a
 WHERE (? = 0 OR a.person_id = ?)
   AND (? = 0 OR a.task_id = ?)
   AND a.at_us >= ? AND a.at_us < ?
   AND a.actor LIKE ? AND a.ip LIKE ?
   AND (? = '' OR a.actor_unit = ?)
   AND (? = '' OR FIND_IN_SET(a.action, ?) > 0)
   AND (? = '' OR FIND_IN_SET(a.etype, ?) > 0)
   AND (? = 0 OR a.result <> 'ok')
 LIMIT ?) x

-- audit_bulk (before i, person i, person i, task i, task i, from_us i, to_us i, actor s, ip s, unit s, unit s, actions s, actions s, etypes s, etypes s, refused i) -> (id i, at_us i, actor s, actor_unit s, actor_role s, ip s, action s, result s, etype s, entity_id i, body s, plan s, no i, title s, unit_name s, period s)
SELECT a.id, a.at_us, a.actor, a.actor_unit, a.actor_role, a.ip, a.action, a.result, a.etype, a.entity_id, a.body,
       COALESCE(n.code, ''), COALESCE(t.no, 0), COALESCE(t.title, ''),
       COALESCE(COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(FROM_UNIXTIME(a.at_us DIV 1000000) + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name), ''),
       COALESCE(p.code, '')
  FROM audit_event a
  LEFT JOIN task t ON t.id = a.task_id
  LEFT JOIN plan n ON n.id = t.plan_id
  LEFT JOIN unit u ON u.id = a.unit_id
  LEFT JOIN period p ON p.id = a.period_id
 WHERE a.id < ?
   AND (? = 0 OR a.person_id = ?)
   AND (? = 0 OR a.task_id = ?)
   AND a.at_us >= ? AND a.at_us < ?
   AND a.actor LIKE ? AND a.ip LIKE ?
   AND (? = '' OR a.actor_unit = ?)
   AND (? = '' OR FIND_IN_SET(a.action, ?) > 0)
   AND (? = '' OR FIND_IN_SET(a.etype, ?) > 0)
   AND (? = 0 OR a.result <> 'ok')
 ORDER BY a.id DESC LIMIT 500
