-- Lights of the leads: what they are computed from, and which count (store/light_read.h).

-- lights_reports (period_id i) -> (task_id i, unit_id i, report_id i, state s, declared s, computed s, light s, late i, updated_at t)
SELECT task_id, unit_id, id, state, declared, computed, COALESCE(light, ''), late, COALESCE(decided_at, submitted_at)
  FROM report WHERE period_id = ?

-- lights_frozen (period_id i) -> (task_id i, unit_id i, state s, declared s, computed s, decided s, light s, late i, overdue i)
SELECT task_id, unit_id, state, declared, computed, decided, light, late, overdue FROM frozen_line WHERE period_id = ?

-- Work items past their date; and problems past their limit, with the one that is late longest.
-- lights_items (plan_id i, today s, plan_id i, today s) -> (task_id i, unit_id i, n i, problems i, title s, step s, due_on s)
SELECT i.task_id, i.unit_id, COUNT(*), 0, '', '', ''
  FROM work_item i
  JOIN task t ON t.id = i.task_id AND t.plan_id = ?
 WHERE i.ended_on IS NULL AND i.due_on < ?
   AND COALESCE((SELECT x.state
                   FROM report_item x
                   JOIN report_version v ON v.id = x.version_id
                   JOIN report r ON r.id = v.report_id AND r.round = v.round
                   JOIN period p ON p.id = r.period_id
                  WHERE x.item_id = i.id AND r.state IN ('submitted', 'approved')
                  ORDER BY p.due_at DESC, p.id DESC LIMIT 1), '') NOT IN ('done', 'stopped')
 GROUP BY i.task_id, i.unit_id
UNION ALL
SELECT x.task_id, x.unit_id, 0, x.n, x.title, x.step, CAST(x.due_on AS CHAR)
  FROM (SELECT b.task_id, b.unit_id, b.title, b.step, b.due_on, COUNT(*) OVER lead_of AS n,
               ROW_NUMBER() OVER (PARTITION BY b.task_id, b.unit_id ORDER BY b.due_on, b.id) AS place
          FROM problem b JOIN task t ON t.id = b.task_id AND t.plan_id = ?
         WHERE b.step IN ('found', 'coordinate', 'solve', 'feedback') AND b.due_on < ?
        WINDOW lead_of AS (PARTITION BY b.task_id, b.unit_id)) x
 WHERE x.place = 1

-- light_reports_of_task (task_id i) -> (period_id i, unit_id i, report_id i, state s, declared s, computed s, light s, late i)
SELECT period_id, unit_id, id, state, declared, computed, COALESCE(light, ''), late FROM report WHERE task_id = ?

-- light_frozen_of_task (task_id i) -> (period_id i, unit_id i, state s, declared s, computed s, decided s, light s, late i, overdue i)
SELECT f.period_id, f.unit_id, f.state, f.declared, f.computed, f.decided, f.light, f.late, f.overdue
  FROM task t JOIN period p ON p.plan_id = t.plan_id JOIN frozen_line f ON f.period_id = p.id AND f.task_id = t.id
 WHERE t.id = ?

-- light_frozen_why (period_id i, task_id i, unit_id i) -> (why s)
SELECT why FROM frozen_line WHERE period_id = ? AND task_id = ? AND unit_id = ?

-- light_version_why (report_id i) -> (why s, light_reason s)
SELECT why, light_reason FROM report_version WHERE report_id = ? ORDER BY round DESC LIMIT 1

-- light_plan (task_id i) -> (year i, green_pct i, yellow_pct i, red_days i, task_state s, due_on s)
SELECT n.year, n.green_pct, n.yellow_pct, n.red_days, t.state, COALESCE(CAST(t.due_on AS CHAR), CONCAT(n.year, '-12-31'))
  FROM task t JOIN plan n ON n.id = t.plan_id WHERE t.id = ?

-- light_targets (task_id i, unit_id i) -> (id i, subject s, unit_word s, comparator s, value d, value_max d, kind s, confirmed i, base d, due_on s, pace s, corrected d, corrected_max d)
SELECT id, subject, unit_word, comparator, value, value_max, kind, confirmed, base,
       COALESCE(DATE_FORMAT(due_on, '%Y-%m-%d'), ''), pace, corrected, corrected_max
  FROM target WHERE task_id = ? AND unit_id = ? AND ended_on IS NULL ORDER BY no

-- light_values (task_id i, unit_id i, period_id i) -> (target_id i, value d, period_code s)
SELECT v.target_id, v.value, p.code
  FROM report r
  JOIN period p ON p.id = r.period_id
  JOIN report_version h ON h.report_id = r.id AND h.round = r.round
  JOIN report_value v ON v.version_id = h.id
 WHERE r.task_id = ? AND r.unit_id = ? AND r.state = 'approved' AND v.value IS NOT NULL
   AND p.due_at < (SELECT due_at FROM period WHERE id = ?)
 ORDER BY p.due_at

-- light_items (task_id i, unit_id i, today s) -> (item_id i, state s)
SELECT i.id, COALESCE((SELECT x.state
                         FROM report_item x
                         JOIN report_version v ON v.id = x.version_id
                         JOIN report r ON r.id = v.report_id AND r.round = v.round
                         JOIN period p ON p.id = r.period_id
                        WHERE x.item_id = i.id AND r.state IN ('submitted', 'approved')
                        ORDER BY p.due_at DESC, p.id DESC LIMIT 1), '')
  FROM work_item i
 WHERE i.task_id = ? AND i.unit_id = ? AND i.ended_on IS NULL AND i.due_on < ?

-- light_problems (task_id i, unit_id i, today s) -> (title s, step s, due_on s)
SELECT title, step, CAST(due_on AS CHAR) FROM problem
 WHERE task_id = ? AND unit_id = ? AND step IN ('found', 'coordinate', 'solve', 'feedback') AND due_on < ? ORDER BY due_on, id
