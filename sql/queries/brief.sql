-- 简报: briefs and their items; 采用: whose work was taken into issued ones.

-- brief_lock (id i) -> (id i)
SELECT id FROM brief WHERE id = ? FOR UPDATE

-- brief_find (id i) -> (id i, version i, plan s, state s, year i, no i, title s, lead_text s, report_to s, send_to s, issue_to s, made_name s, made_at t, issued_name s, issued_at t, recalled_name s, recalled_at t, recall_reason s)
SELECT b.id, b.version, n.code, b.state, COALESCE(b.year, 0), COALESCE(b.no, 0), b.title, b.lead_text, b.report_to, b.send_to,
       b.issue_to, m.name, b.made_at, COALESCE(i.name, ''), b.issued_at, COALESCE(r.name, ''), b.recalled_at, b.recall_reason
  FROM brief b
  JOIN plan n ON n.id = b.plan_id
  JOIN person m ON m.id = b.made_by
  LEFT JOIN person i ON i.id = b.issued_by
  LEFT JOIN person r ON r.id = b.recalled_by
 WHERE b.id = ?

-- Drafts, then issued ones, the newest first.
-- brief_list (before i, sees_drafts i, most i) -> (id i, state s, year i, no i, title s, made_name s, made_at t, issued_name s, issued_at t, items i)
SELECT b.id, b.state, COALESCE(b.year, 0), COALESCE(b.no, 0), b.title, m.name, b.made_at, COALESCE(i.name, ''), b.issued_at,
       (SELECT COUNT(*) FROM brief_item x WHERE x.brief_id = b.id AND x.dropped = 0)
  FROM brief b JOIN person m ON m.id = b.made_by LEFT JOIN person i ON i.id = b.issued_by
 WHERE b.id < ? AND (b.state IN ('issued', 'recalled') OR (? AND b.state = 'draft'))
 ORDER BY b.id DESC LIMIT ?

-- The lists of the last one that was issued: the next begins with them.
-- brief_last_lists () -> (report_to s, send_to s, issue_to s)
SELECT report_to, send_to, issue_to FROM brief WHERE year IS NOT NULL ORDER BY year DESC, no DESC LIMIT 1

-- brief_next_no (year i) -> (no i)
SELECT COALESCE(MAX(no), 0) + 1 FROM brief WHERE year = ? FOR UPDATE

-- brief_insert (id i, title s, report_to s, send_to s, issue_to s, made_by i, made_at t, plan s) -> ()
INSERT INTO brief (id, version, plan_id, state, title, lead_text, report_to, send_to, issue_to, made_by, made_at)
SELECT ?, 1, n.id, 'draft', ?, '', ?, ?, ?, ?, ? FROM plan n WHERE n.code = ?

-- brief_save (title s, lead_text s, report_to s, send_to s, issue_to s, id i, version i) -> ()
UPDATE brief SET title = ?, lead_text = ?, report_to = ?, send_to = ?, issue_to = ?, version = version + 1
 WHERE id = ? AND version = ?

-- brief_issue (year i, no i, issued_by i, issued_at t, id i, version i) -> ()
UPDATE brief SET state = 'issued', year = ?, no = ?, issued_by = ?, issued_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- brief_recall (recall_reason s, recalled_by i, recalled_at t, id i, version i) -> ()
UPDATE brief SET state = 'recalled', recall_reason = ?, recalled_by = ?, recalled_at = ?, version = version + 1
 WHERE id = ? AND version = ?

-- brief_drop (id i, version i) -> ()
UPDATE brief SET state = 'dropped', version = version + 1 WHERE id = ? AND version = ?

-- Those that were taken out again as well.
-- brief_items (brief_id i) -> (id i, version i, place i, version_id i, practice_id i, unit_id i, unit_name s, task_no i, period s, source_title s, source_text s, title s, text s, dropped i)
SELECT x.id, x.version, x.place, COALESCE(x.version_id, 0), COALESCE(x.practice_id, 0), x.unit_id, u.name, t.no,
       COALESCE(p.code, ''), x.source_title, x.source_text, x.title, x.text, x.dropped
  FROM brief_item x
  JOIN unit u ON u.id = x.unit_id
  JOIN task t ON t.id = x.task_id
  LEFT JOIN report_version v ON v.id = x.version_id
  LEFT JOIN report r ON r.id = v.report_id
  LEFT JOIN period p ON p.id = r.period_id
 WHERE x.brief_id = ? ORDER BY x.dropped, x.place, x.id

-- brief_item_insert (id i, brief_id i, place i, version_id i, practice_id i, unit_id i, task_id i, source_title s, source_text s, title s, text s) -> ()
INSERT INTO brief_item (id, version, brief_id, place, version_id, practice_id, unit_id, task_id, source_title, source_text, title, text)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- brief_item_save (place i, title s, text s, dropped i, id i, version i) -> ()
UPDATE brief_item SET place = ?, title = ?, text = ?, dropped = ?, version = version + 1 WHERE id = ? AND version = ?

-- Reports of a period that could be picked: approved, as they stand now.
-- brief_reports (brief_id i, period_id i, offset i) -> (version_id i, unit_id i, unit_name s, task_no i, title s, narrative s, light s, taken i)
SELECT h.id, r.unit_id, u.name, t.no, t.title, LEFT(h.narrative, 160), COALESCE(r.light, ''),
       EXISTS (SELECT 1 FROM brief_item x WHERE x.brief_id = ? AND x.version_id = h.id AND x.dropped = 0)
  FROM report r
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN unit u ON u.id = r.unit_id
  JOIN task t ON t.id = r.task_id
 WHERE r.period_id = ? AND r.state = 'approved'
 ORDER BY t.no, r.unit_id LIMIT 31 OFFSET ?

-- brief_source_report (version_id i) -> (unit_id i, task_id i, task_no i, title s, text s)
SELECT r.unit_id, r.task_id, t.no, t.title, h.narrative
  FROM report_version h JOIN report r ON r.id = h.report_id AND r.round = h.round JOIN task t ON t.id = r.task_id
 WHERE h.id = ? AND r.state = 'approved' LOCK IN SHARE MODE

-- brief_practices (brief_id i) -> (practice_id i, unit_name s, task_no i, title s, body s, taken i, used i)
SELECT p.id, u.name, t.no, p.title, LEFT(p.body, 160),
       EXISTS (SELECT 1 FROM brief_item x WHERE x.brief_id = ? AND x.practice_id = p.id AND x.dropped = 0),
       EXISTS (SELECT 1 FROM brief_item x JOIN brief b ON b.id = x.brief_id
                WHERE x.practice_id = p.id AND x.dropped = 0 AND b.state = 'issued')
  FROM practice p STRAIGHT_JOIN unit u ON u.id = p.unit_id STRAIGHT_JOIN task t ON t.id = p.task_id
 WHERE p.state IN ('selected', 'rolled_out') ORDER BY p.id DESC LIMIT 30

-- brief_source_practice (practice_id i) -> (unit_id i, task_id i, task_no i, title s, text s, effect s)
SELECT p.unit_id, p.task_id, t.no, p.title, p.body, p.effect
  FROM practice p JOIN task t ON t.id = p.task_id
 WHERE p.id = ? AND p.state IN ('selected', 'rolled_out') LOCK IN SHARE MODE

-- In which issued briefs a practice stands.
-- practice_briefs (practice_id i) -> (id i, year i, no i)
SELECT b.id, b.year, b.no FROM brief_item x JOIN brief b ON b.id = x.brief_id
 WHERE x.practice_id = ? AND x.dropped = 0 AND b.state = 'issued' ORDER BY b.year, b.no

-- 采用 of one unit: items in issued briefs of the year, practices handed in and selected.
-- adoption_of_unit (unit_id i, year i, unit_id i, year_from t, year_to t) -> (reports i, practices i, handed_in i, selected i)
SELECT a.reports, a.practices, c.handed_in, c.selected
  FROM (SELECT COUNT(x.version_id) AS reports, COUNT(x.practice_id) AS practices
          FROM brief_item x JOIN brief b ON b.id = x.brief_id
         WHERE x.unit_id = ? AND x.dropped = 0 AND b.state = 'issued' AND b.year = ?) a,
       (SELECT COUNT(*) AS handed_in, COALESCE(SUM(p.state IN ('selected', 'rolled_out')), 0) AS selected
          FROM practice p WHERE p.unit_id = ? AND p.submitted_at >= ? AND p.submitted_at < ? AND p.state <> 'draft') c

-- The same of all units that have any, by what was adopted.
-- adoption_of_year (year i, year_from t, year_to t) -> (unit_id i, unit_name s, reports i, practices i, handed_in i, selected i)
SELECT u.id, u.name, COALESCE(a.reports, 0), COALESCE(a.practices, 0), COALESCE(c.handed_in, 0), COALESCE(c.selected, 0)
  FROM unit u
  LEFT JOIN (SELECT x.unit_id, COUNT(x.version_id) AS reports, COUNT(x.practice_id) AS practices
               FROM brief b JOIN brief_item x ON x.brief_id = b.id
              WHERE b.year = ? AND b.state = 'issued' AND x.dropped = 0 GROUP BY x.unit_id) a ON a.unit_id = u.id
  LEFT JOIN (SELECT p.unit_id, COUNT(*) AS handed_in, SUM(p.state IN ('selected', 'rolled_out')) AS selected
               FROM practice p
              WHERE p.submitted_at >= ? AND p.submitted_at < ? AND p.state <> 'draft' GROUP BY p.unit_id) c ON c.unit_id = u.id
 WHERE a.unit_id IS NOT NULL OR c.unit_id IS NOT NULL
 ORDER BY COALESCE(a.reports, 0) + COALESCE(a.practices, 0) DESC, COALESCE(c.selected, 0) DESC, u.id
