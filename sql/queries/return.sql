-- The return loop: reasons of a return, what the unit says to each, versions of a report, decisions taken back.

-- return_reasons (report_id i) -> (decision_id i, place i, reason s)
SELECT y.decision_id, y.place, y.reason
  FROM return_reason y
 WHERE y.decision_id = (SELECT d.id FROM decision d
                         WHERE d.report_id = ? AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
                         ORDER BY d.at_version DESC LIMIT 1)
 ORDER BY y.place

-- reason_insert (decision_id i, place i, reason s) -> ()
INSERT INTO return_reason (decision_id, place, reason) VALUES (?, ?, ?)

-- answer_insert (version_id i, place i, decision_id i, mended i, answer s) -> ()
INSERT INTO report_answer (version_id, place, decision_id, mended, answer) VALUES (?, ?, ?, ?, ?)

-- version_answers (version_id i) -> (decision_id i, place i, reason s, mended i, answer s)
SELECT a.decision_id, a.place, y.reason, a.mended, a.answer
  FROM report_answer a JOIN return_reason y ON y.decision_id = a.decision_id AND y.place = a.place
 WHERE a.version_id = ? ORDER BY a.place

-- version_of_round (report_id i, round i) -> (id i, round i, narrative s, next_steps s, light s, light_reason s, late i, on_behalf i, filed_by i, submitted_at t, filed_name s, copied_from s, computed s, why s)
SELECT v.id, v.round, v.narrative, v.next_steps, v.light, v.light_reason, v.late, v.on_behalf, v.filed_by,
       v.submitted_at, p.name, v.copied_from, v.computed, v.why
  FROM report_version v JOIN person p ON p.id = v.filed_by
 WHERE v.report_id = ? AND v.round = ?

-- version_list (report_id i) -> (id i, round i, submitted_at t, filed_name s, late i, on_behalf i, light s, decision s, decided_at t, decided_name s, comment s, undone i)
SELECT v.id, v.round, v.submitted_at, p.name, v.late, v.on_behalf, v.light, COALESCE(d.decision, ''), d.decided_at,
       COALESCE(b.name, ''), COALESCE(d.comment, ''), u.decision_id IS NOT NULL
  FROM report_version v
  JOIN person p ON p.id = v.filed_by
  LEFT JOIN decision d ON d.version_id = v.id
  LEFT JOIN decision_undo u ON u.decision_id = d.id
  LEFT JOIN person b ON b.id = d.decided_by
 WHERE v.report_id = ? ORDER BY v.round DESC, d.at_version DESC

-- report_undo (id i, version i) -> ()
UPDATE report SET state = 'submitted', light = NULL, decided_at = NULL, version = version + 1
 WHERE id = ? AND version = ?

-- undo_insert (decision_id i, report_id i, at_version i, undone_by i, undone_at t) -> ()
INSERT INTO decision_undo (decision_id, report_id, at_version, undone_by, undone_at) VALUES (?, ?, ?, ?, ?)

-- undo_list (decided_by i, since t) -> (decision_id i, report_id i, decision s, decided_at t, no i, unit_name s, period s, period_state s)
SELECT d.id, r.id, d.decision, d.decided_at, t.no, u.name, p.code, p.state
  FROM decision d
  JOIN report r ON r.id = d.report_id AND r.version = d.at_version
  JOIN task t ON t.id = r.task_id
  JOIN unit u ON u.id = r.unit_id
  JOIN period p ON p.id = r.period_id
 WHERE d.decided_by = ? AND d.decided_at >= ? ORDER BY d.decided_at DESC, d.id DESC LIMIT 50
