-- 抽查复核: approvals that were drawn, for a second reviewer.

-- spot_share_of_report (report_id i) -> (share i)
SELECT n.spot_share FROM report r JOIN task t ON t.id = r.task_id JOIN plan n ON n.id = t.plan_id WHERE r.id = ?

-- spot_insert (id i, report_id i, decision_id i, drawn i, share i) -> ()
INSERT INTO spot_check (id, version, report_id, decision_id, drawn, share, state) VALUES (?, 1, ?, ?, ?, ?, 'waiting')

-- spot_settle (state s, comment s, checked_by i, checked_at t, id i, version i) -> ()
UPDATE spot_check SET state = ?, comment = ?, checked_by = ?, checked_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- spot_void (id i, version i) -> ()
UPDATE spot_check SET state = 'void', version = version + 1 WHERE id = ? AND version = ?

-- spot_find (actor i, actor i, actor i, id i) -> (id i, version i, report_id i, state s, comment s, checked_name s, checked_at t, plan s, no i, title s, unit_id i, unit_name s, period s, period_state s, light s, decided_by i, decided_name s, decided_at t, filed_by i, declared s, took_part i)
SELECT s.id, s.version, s.report_id, s.state, s.comment, COALESCE(c.name, ''), s.checked_at, n.code, t.no, t.title,
       r.unit_id,
       COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name),
       p.code, p.state, COALESCE(d.light, ''), d.decided_by, b.name, d.decided_at, v.filed_by, v.light,
       EXISTS (SELECT 1 FROM report_version w WHERE w.report_id = r.id AND w.filed_by = ?)
       OR EXISTS (SELECT 1 FROM draft w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.saved_by = ?)
       OR EXISTS (SELECT 1 FROM evidence w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.kept_by = ?)
  FROM spot_check s
  JOIN decision d ON d.id = s.decision_id
  JOIN report_version v ON v.id = d.version_id
  JOIN report r ON r.id = s.report_id
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN period p ON p.id = r.period_id
  JOIN unit u ON u.id = r.unit_id
  JOIN person b ON b.id = d.decided_by
  LEFT JOIN person c ON c.id = s.checked_by
 WHERE s.id = ?

-- spot_list (actor i, actor i, actor i, state s) -> (id i, version i, report_id i, state s, comment s, checked_name s, checked_at t, plan s, no i, title s, unit_id i, unit_name s, period s, period_state s, light s, decided_by i, decided_name s, decided_at t, filed_by i, declared s, took_part i)
SELECT s.id, s.version, s.report_id, s.state, s.comment, COALESCE(c.name, ''), s.checked_at, n.code, t.no, t.title,
       r.unit_id,
       COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name),
       p.code, p.state, COALESCE(d.light, ''), d.decided_by, b.name, d.decided_at, v.filed_by, v.light,
       EXISTS (SELECT 1 FROM report_version w WHERE w.report_id = r.id AND w.filed_by = ?)
       OR EXISTS (SELECT 1 FROM draft w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.saved_by = ?)
       OR EXISTS (SELECT 1 FROM evidence w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.kept_by = ?)
  FROM spot_check s
  JOIN decision d ON d.id = s.decision_id
  JOIN report_version v ON v.id = d.version_id
  JOIN report r ON r.id = s.report_id
  JOIN task t ON t.id = r.task_id
  JOIN plan n ON n.id = t.plan_id
  JOIN period p ON p.id = r.period_id
  JOIN unit u ON u.id = r.unit_id
  JOIN person b ON b.id = d.decided_by
  LEFT JOIN person c ON c.id = s.checked_by
 WHERE s.state = ? ORDER BY COALESCE(s.checked_at, d.decided_at) DESC, s.id DESC LIMIT 200

-- spot_of_decision (decision_id i) -> (id i)
SELECT id FROM spot_check WHERE decision_id = ?

-- spot_lock (id i) -> (id i)
SELECT id FROM spot_check WHERE id = ? FOR UPDATE

-- spot_share_of_plan (code s) -> (id i, version i, share i)
SELECT id, version, spot_share FROM plan WHERE code = ?

-- spot_share_update (share i, id i, version i) -> ()
UPDATE plan SET spot_share = ?, version = version + 1 WHERE id = ? AND version = ?
