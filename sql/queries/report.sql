-- Reports, drafts and decisions, as the deeds read and write them.

-- The lead's row for this deed alone, the period's together with other deeds on its reports: freezing waits for all of
-- them, and they for it. Every part of it locks: one that only looked would fix the moment from which the deed sees all rows
-- (its snapshot) before it has waited, and what it then looks up would be as it was before somebody else's change.

-- lead_lock (plan s, period s, plan s, no i, unit_id i) -> (id i, period_id i)
SELECT l.id, (SELECT p.id FROM period p
               WHERE p.plan_id = (SELECT n.id FROM plan n WHERE n.code = ? LOCK IN SHARE MODE) AND p.code = ?
                LOCK IN SHARE MODE)
  FROM task_lead l
 WHERE l.task_id = (SELECT t.id FROM task t JOIN plan n ON n.id = t.plan_id WHERE n.code = ? AND t.no = ?
                      LOCK IN SHARE MODE)
   AND l.unit_id = ? FOR UPDATE

-- task_state: of a task that was struck off while the period was open, as if it were not yet: it is asked for the last time.
-- took_part: whether the actor handed in a round of it, saved its draft or kept a file of it.
-- lead_name: the unit's at the time, as of the day when the reports of the period were due (unit_alias).
-- report_facts (actor_unit i, actor_unit i, actor i, actor i, actor i, plan s, no i, period s, unit i) -> (task_id i, task_no i, title s, task_state s, lead_unit i, lead_name s, lead_code s, lead_ended i, period_id i, period_code s, period_state s, due_at t, not_asked i, report_id i, report_version i, report_state s, round i, declared s, light s, filed_by i, submitted_at t, actor_leads i, actor_participates i, took_part i)
SELECT t.id, t.no, t.title, IF(t.state = 'closed' AND t.closed_at > p.opens_at, 'closing', t.state), u.id,
       COALESCE((SELECT z.name FROM unit_alias z WHERE z.unit_id = u.id AND z.kind = 'former'
                    AND z.until_on > DATE(p.due_at + INTERVAL 8 HOUR) ORDER BY z.until_on, z.id LIMIT 1), u.name),
       COALESCE(u.code, ''), l.id IS NULL OR l.ended_on IS NOT NULL, p.id, p.code, p.state, COALESCE(x.due_at, p.due_at),
       p.scope = 'chosen' AND NOT EXISTS (SELECT 1 FROM period_task c
                                           WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1),
       COALESCE(r.id, 0), COALESCE(r.version, 0), COALESCE(r.state, ''),
       COALESCE(r.round, 0), COALESCE(r.declared, ''), COALESCE(r.light, ''), COALESCE(r.filed_by, 0), r.submitted_at,
       EXISTS (SELECT 1 FROM task_lead a WHERE a.task_id = t.id AND a.unit_id = ? AND a.ended_on IS NULL),
       EXISTS (SELECT 1 FROM task_participant b WHERE b.task_id = t.id AND b.unit_id = ? AND b.ended_on IS NULL),
       EXISTS (SELECT 1 FROM report_version w WHERE w.report_id = r.id AND w.filed_by = ?)
       OR EXISTS (SELECT 1 FROM draft w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.saved_by = ?)
       OR EXISTS (SELECT 1 FROM evidence w WHERE w.period_id = r.period_id AND w.task_id = r.task_id
                     AND w.unit_id = r.unit_id AND w.kept_by = ?)
  FROM plan n
  JOIN task t ON t.plan_id = n.id
  JOIN period p ON p.plan_id = n.id
  JOIN unit u
  LEFT JOIN task_lead l ON l.task_id = t.id AND l.unit_id = u.id
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = u.id
  LEFT JOIN report r ON r.task_id = t.id AND r.unit_id = u.id AND r.period_id = p.id
 WHERE n.code = ? AND t.no = ? AND p.code = ? AND u.id = ?

-- report_address (report_id i) -> (plan s, no i, period s, unit i)
SELECT n.code, t.no, p.code, r.unit_id
  FROM report r JOIN task t ON t.id = r.task_id JOIN plan n ON n.id = t.plan_id JOIN period p ON p.id = r.period_id
 WHERE r.id = ?

-- draft_find (period_id i, task_id i, unit_id i) -> (rev i, narrative s, next_steps s, light s, light_reason s, amounts s, items s, copied_from s, saved_by i, saved_at t, saved_name s, answers s)
SELECT d.rev, d.narrative, d.next_steps, d.light, d.light_reason, d.amounts, d.items, d.copied_from, d.saved_by,
       d.saved_at, p.name, d.answers
  FROM draft d JOIN person p ON p.id = d.saved_by
 WHERE d.period_id = ? AND d.task_id = ? AND d.unit_id = ?

-- draft_insert (period_id i, task_id i, unit_id i, narrative s, next_steps s, light s, light_reason s, amounts s, items s, copied_from s, answers s, saved_by i, saved_at t) -> () working
INSERT INTO draft (period_id, task_id, unit_id, rev, narrative, next_steps, light, light_reason, amounts, items,
                   copied_from, answers, saved_by, saved_at)
VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, COALESCE(?, ''), COALESCE(?, ''), COALESCE(?, ''), ?, ?)

-- draft_update (narrative s, next_steps s, light s, light_reason s, amounts s, items s, copied_from s, answers s, saved_by i, saved_at t, period_id i, task_id i, unit_id i, rev i) -> () working
UPDATE draft SET narrative = ?, next_steps = ?, light = ?, light_reason = ?, amounts = ?,
                 items = COALESCE(?, items), copied_from = COALESCE(?, copied_from),
                 answers = COALESCE(?, answers), saved_by = ?, saved_at = ?,
                 rev = rev + 1
 WHERE period_id = ? AND task_id = ? AND unit_id = ? AND rev = ?

-- report_insert (id i, task_id i, unit_id i, period_id i, declared s, computed s, late i, filed_by i, submitted_at t) -> ()
INSERT INTO report (id, version, task_id, unit_id, period_id, state, round, declared, computed, late, filed_by,
                    submitted_at)
VALUES (?, 1, ?, ?, ?, 'submitted', 1, ?, ?, ?, ?, ?)

-- report_resubmit (round i, declared s, computed s, late i, filed_by i, submitted_at t, id i, version i) -> ()
UPDATE report SET state = 'submitted', round = ?, declared = ?, computed = ?, late = ?, filed_by = ?, submitted_at = ?,
                  light = NULL, decided_at = NULL, version = version + 1
 WHERE id = ? AND version = ?

-- report_withdraw (id i, version i) -> ()
UPDATE report SET state = 'withdrawn', version = version + 1 WHERE id = ? AND version = ?

-- report_decide (state s, light s, decided_at t, id i, version i) -> ()
UPDATE report SET state = ?, light = ?, decided_at = ?, version = version + 1 WHERE id = ? AND version = ?

-- version_insert (id i, report_id i, at_version i, round i, narrative s, next_steps s, light s, light_reason s, computed s, why s, late i, on_behalf i, filed_by i, submitted_at t, value_count i, item_count i, period_id i, task_id i, unit_id i, period_id i, task_id i, unit_id i) -> ()
INSERT INTO report_version (id, report_id, at_version, round, narrative, next_steps, light, light_reason, computed, why,
                            late, on_behalf, filed_by, submitted_at, value_count, item_count, copied_from, file_count)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        COALESCE((SELECT d.copied_from FROM draft d WHERE d.period_id = ? AND d.task_id = ? AND d.unit_id = ?), ''),
        (SELECT COUNT(*) FROM evidence e
          WHERE e.period_id = ? AND e.task_id = ? AND e.unit_id = ? AND e.removed_at IS NULL))

-- version_last (report_id i) -> (id i, round i, narrative s, next_steps s, light s, light_reason s, late i, on_behalf i, filed_by i, submitted_at t, filed_name s, copied_from s, computed s, why s)
SELECT v.id, v.round, v.narrative, v.next_steps, v.light, v.light_reason, v.late, v.on_behalf, v.filed_by,
       v.submitted_at, p.name, v.copied_from, v.computed, v.why
  FROM report_version v JOIN person p ON p.id = v.filed_by
 WHERE v.report_id = ? ORDER BY v.round DESC LIMIT 1

-- version_values (version_id i) -> (target_id i, subject s, unit_word s, value d, note s)
SELECT v.target_id, g.subject, g.unit_word, v.value, v.note
  FROM report_value v JOIN target g ON g.id = v.target_id
 WHERE v.version_id = ? ORDER BY g.no

-- value_insert (version_id i, place i, target_id i, value d, note s) -> ()
INSERT INTO report_value (version_id, place, target_id, value, note) VALUES (?, ?, ?, ?, ?)

-- decision_insert (id i, report_id i, at_version i, version_id i, decision s, comment s, light s, decided_by i, decided_at t, reason_count i) -> ()
INSERT INTO decision (id, report_id, at_version, version_id, decision, comment, light, decided_by, decided_at,
                      reason_count)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- decision_last (report_id i) -> (decision s, comment s, light s, decided_at t, decided_name s, round i, id i, decided_by i, at_version i)
SELECT d.decision, d.comment, COALESCE(d.light, ''), d.decided_at, p.name, v.round, d.id, d.decided_by, d.at_version
  FROM decision d JOIN person p ON p.id = d.decided_by JOIN report_version v ON v.id = d.version_id
 WHERE d.report_id = ? AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id)
 ORDER BY d.at_version DESC LIMIT 1

-- What a unit saved or uploaded for a report after a moment; nothing can be while it waits for a decision.
-- place_touched (period_id i, task_id i, unit_id i, since t, period_id i, task_id i, unit_id i, since t, since t) -> (n i)
SELECT (SELECT COUNT(*) FROM draft WHERE period_id = ? AND task_id = ? AND unit_id = ? AND saved_at > ?)
     + (SELECT COUNT(*) FROM evidence WHERE period_id = ? AND task_id = ? AND unit_id = ?
           AND (kept_at > ? OR removed_at > ?))

-- targets_of_unit (task_id i, unit_id i) -> (id i, no i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s)
SELECT id, no, subject, comparator, value, value_max, unit_word, quote, doubt, kind
  FROM target WHERE task_id = ? AND unit_id = ? AND ended_on IS NULL ORDER BY no
