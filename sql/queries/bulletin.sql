-- 通报: drafts, issued ones, the scores in them and what units say against those.

-- bulletin_find (id i) -> (id i, version i, plan_id i, plan s, period_id i, period s, period_opens_at t, period_frozen_at t, state s, title s, main_to s, copies_to s, on_time i, late i, green i, yellow i, returned i, least i, drafted_name s, drafted_at t, year i, no i, issuer s, issued_name s, issued_at t, tree_size i, checkpoint s, recalled_name s, recalled_at t, recall_reason s, content s)
SELECT b.id, b.version, b.plan_id, n.code, b.period_id, p.code, p.opens_at, p.frozen_at, b.state, b.title, b.main_to, b.copies_to,
       b.score_on_time, b.score_late, b.score_green, b.score_yellow, b.score_return, b.score_least, d.name, b.drafted_at,
       COALESCE(b.year, 0), COALESCE(b.no, 0), b.issuer, COALESCE(i.name, ''), b.issued_at, COALESCE(b.tree_size, 0),
       COALESCE(b.checkpoint, ''), COALESCE(r.name, ''), b.recalled_at, b.recall_reason, b.content
  FROM bulletin b
  JOIN plan n ON n.id = b.plan_id
  JOIN period p ON p.id = b.period_id
  JOIN person d ON d.id = b.drafted_by
  LEFT JOIN person i ON i.id = b.issued_by
  LEFT JOIN person r ON r.id = b.recalled_by
 WHERE b.id = ?

-- bulletin_list (with_drafts i) -> (id i, state s, title s, period s, year i, no i, drafted_name s, drafted_at t, issued_name s, issued_at t, open_objections i)
SELECT b.id, b.state, b.title, p.code, COALESCE(b.year, 0), COALESCE(b.no, 0), d.name, b.drafted_at, COALESCE(i.name, ''),
       b.issued_at, (SELECT COUNT(*) FROM score_objection o WHERE o.bulletin_id = b.id AND o.state = 'open')
  FROM bulletin b
  JOIN period p ON p.id = b.period_id
  JOIN person d ON d.id = b.drafted_by
  LEFT JOIN person i ON i.id = b.issued_by
 WHERE b.state <> 'draft' OR ? ORDER BY b.issued_at IS NOT NULL, b.issued_at DESC, b.id DESC LIMIT 200

-- bulletin_lock (id i) -> (id i)
SELECT id FROM bulletin WHERE id = ? FOR UPDATE

-- bulletin_last_no (year i) -> (no i)
SELECT COALESCE(MAX(no), 0) FROM bulletin WHERE year = ?

-- bulletin_insert (id i, plan_id i, period_id i, title s, main_to s, copies_to s, on_time i, late i, green i, yellow i, returned i, least i, drafted_by i, drafted_at t) -> ()
INSERT INTO bulletin (id, version, plan_id, period_id, state, title, main_to, copies_to, score_on_time, score_late, score_green,
                      score_yellow, score_return, score_least, drafted_by, drafted_at)
VALUES (?, 1, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- bulletin_change (title s, main_to s, copies_to s, id i, version i) -> ()
UPDATE bulletin SET title = ?, main_to = ?, copies_to = ?, version = version + 1 WHERE id = ? AND version = ?

-- bulletin_issue (year i, no i, issuer s, issued_by i, issued_at t, content s, tree_size i, checkpoint s, id i, version i) -> ()
UPDATE bulletin SET state = 'issued', year = ?, no = ?, issuer = ?, issued_by = ?, issued_at = ?, content = ?, tree_size = ?,
       checkpoint = ?, version = version + 1
 WHERE id = ? AND version = ?

-- bulletin_recall (recalled_by i, recalled_at t, recall_reason s, id i, version i) -> ()
UPDATE bulletin SET state = 'recalled', recalled_by = ?, recalled_at = ?, recall_reason = ?, version = version + 1
 WHERE id = ? AND version = ?

-- bulletin_parts (bulletin_id i, bulletin_id i) -> (place i, shown i, words s)
SELECT place, shown, words FROM bulletin_part
 WHERE bulletin_id = ? AND at_version = (SELECT MAX(at_version) FROM bulletin_part WHERE bulletin_id = ?) ORDER BY place

-- bulletin_part_insert (bulletin_id i, at_version i, place i, shown i, words s) -> ()
INSERT INTO bulletin_part (bulletin_id, at_version, place, shown, words) VALUES (?, ?, ?, ?, ?)

-- bulletin_score_insert (bulletin_id i, unit_id i, unit_name s, place i, tasks i, score_e1 i, points s) -> ()
INSERT INTO bulletin_score (bulletin_id, unit_id, unit_name, place, tasks, score_e1, points) VALUES (?, ?, ?, ?, ?, ?, ?)

-- bulletin_scores (bulletin_id i, unit_id i) -> (unit_id i, unit_name s, place i, tasks i, score_e1 i, points s)
SELECT unit_id, unit_name, place, tasks, score_e1, points FROM bulletin_score WHERE bulletin_id = ? AND unit_id = ?

-- score_events (period_id i, period_id i, period_id i, period_id i) -> (task_id i, unit_id i, kind s, event_id i, person s, at_us i)
SELECT f.task_id, f.unit_id, 'submit', e.id, e.actor, e.at_us
  FROM frozen_line f JOIN report_version v ON v.id = f.version_id
  JOIN audit_event e ON e.etype = 'report' AND e.entity_id = v.report_id AND e.entity_seq = v.at_version
 WHERE f.period_id = ?
UNION ALL
SELECT f.task_id, f.unit_id, 'decide', e.id, e.actor, e.at_us
  FROM frozen_line f JOIN decision d ON d.version_id = f.version_id AND d.decision = 'approve'
   AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
  JOIN audit_event e ON e.etype = 'report' AND e.entity_id = d.report_id AND e.entity_seq = d.at_version
 WHERE f.period_id = ?
UNION ALL
SELECT r.task_id, r.unit_id, 'return', e.id, e.actor, e.at_us
  FROM report r JOIN decision d ON d.report_id = r.id AND d.decision = 'return'
   AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
  JOIN audit_event e ON e.etype = 'report' AND e.entity_id = d.report_id AND e.entity_seq = d.at_version
 WHERE r.period_id = ?
UNION ALL
SELECT 0, 0, 'freeze', e.id, e.actor, e.at_us
  FROM audit_event e JOIN period p ON p.id = e.entity_id AND p.version = e.entity_seq
 WHERE e.etype = 'period' AND p.id = ? AND e.action = 'period.freeze'

-- freeze_sealed (period_id i) -> (size i)
SELECT CASE WHEN EXISTS (SELECT 1 FROM audit_pending q WHERE q.audit_id <= e.id) THEN 0 ELSE COALESCE(l.leaf_index + 1, 0) END
  FROM audit_event e LEFT JOIN audit_leaf l ON l.audit_id = e.id
 WHERE e.etype = 'period' AND e.entity_id = ? AND e.action = 'period.freeze' ORDER BY e.id DESC LIMIT 1

-- light_words (period_id i) -> (task_id i, unit_id i, words s)
SELECT f.task_id, f.unit_id, v.light_reason FROM frozen_line f JOIN report_version v ON v.id = f.version_id
 WHERE f.period_id = ? AND f.light IN ('yellow', 'red') AND v.light_reason <> ''

-- plan_weights (code s) -> (id i, version i, on_time i, late i, green i, yellow i, returned i, least i)
SELECT id, version, score_on_time, score_late, score_green, score_yellow, score_return, score_least FROM plan WHERE code = ?

-- plan_weights_update (on_time i, late i, green i, yellow i, returned i, least i, id i, version i) -> ()
UPDATE plan SET score_on_time = ?, score_late = ?, score_green = ?, score_yellow = ?, score_return = ?, score_least = ?,
       version = version + 1
 WHERE id = ? AND version = ?

-- objections (bulletin_id i) -> (id i, version i, unit_id i, unit_name s, reason s, raised_by i, raised_name s, raised_at t, state s, answer s, settled_name s, settled_at t)
SELECT o.id, o.version, o.unit_id, s.unit_name, o.reason, o.raised_by, a.name, o.raised_at, o.state, o.answer,
       COALESCE(b.name, ''), o.settled_at
  FROM score_objection o JOIN bulletin_score s ON s.bulletin_id = o.bulletin_id AND s.unit_id = o.unit_id
  JOIN person a ON a.id = o.raised_by
  LEFT JOIN person b ON b.id = o.settled_by
 WHERE o.bulletin_id = ? ORDER BY o.id LIMIT 500

-- objection_insert (id i, bulletin_id i, unit_id i, reason s, raised_by i, raised_at t) -> ()
INSERT INTO score_objection (id, version, bulletin_id, unit_id, reason, raised_by, raised_at, state)
VALUES (?, 1, ?, ?, ?, ?, ?, 'open')

-- objection_settle (state s, answer s, settled_by i, settled_at t, id i, version i) -> ()
UPDATE score_objection SET state = ?, answer = ?, settled_by = ?, settled_at = ?, version = version + 1
 WHERE id = ? AND version = ?
