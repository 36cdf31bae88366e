-- The daily digest and its mails.

-- Whom a digest may go to: filers (bit 1) and supervisors (bit 2, rule/model.h) in good standing, who have signed in at least
-- once.
-- remind_people () -> (id i, login s, name s, unit_id i, unit_name s, roles i)
SELECT b.id, b.login, b.name, b.unit_id, u.name, b.roles
  FROM person b JOIN unit u ON u.id = b.unit_id
 WHERE b.roles & 3 <> 0 AND b.standing = ''
 ORDER BY b.unit_id, b.id

-- All that is owed, with its limit: reports, work items, notices and instructions to sign for and to answer, steps of problems.
-- What else gets a limit joins here by one more part. A limit that is a day is the end of its work, 18:00 in the city. Who
-- holds a problem's step the rule says, from its step (period) and its level.
-- remind_things () -> (unit_id i, what s, plan s, no i, period s, level s, ref i, name s, due_at t)
SELECT l.unit_id, 'report' AS what, n.code AS plan, t.no, p.code AS period, '' AS level, 0 AS ref, t.title AS name,
       COALESCE(x.due_at, p.due_at) AS due_at
  FROM period p
  JOIN plan n ON n.id = p.plan_id
  JOIN task t ON t.plan_id = p.plan_id AND t.state <> 'closed'
  JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
  LEFT JOIN period_extension x ON x.period_id = p.id AND x.unit_id = l.unit_id
  LEFT JOIN report r ON r.period_id = p.id AND r.task_id = l.task_id AND r.unit_id = l.unit_id
 WHERE p.state IN ('open', 'due') AND COALESCE(r.state, 'withdrawn') IN ('withdrawn', 'returned')
   AND (p.scope = 'all' OR EXISTS (SELECT 1 FROM period_task c
                                    WHERE c.period_id = p.id AND c.task_id = t.id AND c.chosen = 1))
UNION ALL
SELECT i.unit_id, 'item', n.code, t.no, '', '', i.no, i.name, TIMESTAMP(i.due_on, '10:00:00')
  FROM plan n
  JOIN task t ON t.plan_id = n.id AND t.state <> 'closed'
  JOIN task_lead l ON l.task_id = t.id AND l.ended_on IS NULL
  JOIN work_item i ON i.task_id = l.task_id AND i.unit_id = l.unit_id AND i.ended_on IS NULL
 WHERE COALESCE((SELECT y.state
                   FROM report_item y
                   JOIN report_version w ON w.id = y.version_id
                   JOIN report s ON s.id = w.report_id AND s.round = w.round AND s.state IN ('approved', 'submitted')
                   JOIN period q ON q.id = s.period_id
                  WHERE y.item_id = i.id ORDER BY q.due_at DESC, q.id DESC LIMIT 1), 'waiting') IN ('waiting', 'doing')
UNION ALL
SELECT o.unit_id, IF(o.state = 'issued', 'receive', 'answer'), n.code, COALESCE(t.no, 0), o.kind, '', o.id, o.subject,
       IF(o.state = 'issued', o.receive_by, o.answer_by)
  FROM notice o
  JOIN plan n ON n.id = o.plan_id
  LEFT JOIN task t ON t.id = o.task_id
 WHERE o.state IN ('issued', 'received')
UNION ALL
SELECT d.unit_id, IF(d.state = 'waiting', 'sign', 'obey'), n.code, t.no, '', '', d.instruction_id, c.body,
       TIMESTAMP(c.due_on, '10:00:00')
  FROM instruction_unit d
  JOIN instruction c ON c.id = d.instruction_id
  JOIN task t ON t.id = c.task_id
  JOIN plan n ON n.id = t.plan_id
 WHERE d.state IN ('waiting', 'signed', 'returned')
UNION ALL
SELECT g.unit_id, 'problem', n.code, t.no, g.step, g.level, g.id, g.title, TIMESTAMP(g.due_on, '10:00:00')
  FROM problem g
  JOIN task t ON t.id = g.task_id
  JOIN plan n ON n.id = t.plan_id
 WHERE g.step IN ('found', 'coordinate', 'solve', 'feedback') AND g.due_on IS NOT NULL
 ORDER BY due_at, no, unit_id

-- reminder_of_day (person i, day s) -> (id i, due i, overdue i, things s, made_at t)
SELECT id, due, overdue, things, made_at FROM reminder WHERE person_id = ? AND day = ?

-- reminder_list (person i) -> (day s, due i, overdue i, things s, mail s, sent_at t)
SELECT CAST(r.day AS CHAR), r.due, r.overdue, r.things, COALESCE(m.state, ''), m.sent_at
  FROM reminder r LEFT JOIN mail_out m ON m.mark = CONCAT('digest-', r.day, '-', r.person_id)
 WHERE r.person_id = ? ORDER BY r.day DESC LIMIT 30

-- reminder_insert (id i, person_id i, unit_id i, day s, due i, overdue i, things s, made_at t) -> ()
INSERT INTO reminder (id, version, person_id, unit_id, day, due, overdue, things, made_at)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)

-- mail_put (mark s, person_id i, subject s, body s, made_at t, next_at t) -> () working
INSERT INTO mail_out (mark, person_id, subject, body, state, made_at, next_at) VALUES (?, ?, ?, ?, 'waiting', ?, ?)

-- mail_due (now t) -> (id i, mark s, login s, name s, subject s, body s, tries i, made_at t)
SELECT m.id, m.mark, b.login, b.name, m.subject, m.body, m.tries, m.made_at
  FROM mail_out m JOIN person b ON b.id = m.person_id
 WHERE m.state IN ('waiting', 'sending') AND m.next_at <= ? ORDER BY m.id LIMIT 1000

-- Whoever changes the row sends it, until until_at; then he has died and somebody else tries.
-- mail_claim (until_at t, id i, tries i, now t) -> () working
UPDATE mail_out SET state = 'sending', next_at = ?, tries = tries + 1
 WHERE id = ? AND tries = ? AND state IN ('waiting', 'sending') AND next_at <= ?

-- mail_sent (sent_at t, id i, tries i) -> () working
UPDATE mail_out SET state = 'sent', sent_at = ?, last_error = '' WHERE id = ? AND tries = ? AND state = 'sending'

-- mail_again (state s, next_at t, last_error s, id i, tries i) -> () working
UPDATE mail_out SET state = ?, next_at = ?, last_error = ? WHERE id = ? AND tries = ? AND state = 'sending'

-- next_at of what has ended is about when it did.
-- mail_counts (since t, since t) -> (waiting i, failed i, sent i)
SELECT COALESCE(SUM(state IN ('waiting', 'sending')), 0), COALESCE(SUM(state = 'failed'), 0), COALESCE(SUM(state = 'sent'), 0)
  FROM mail_out WHERE state IN ('waiting', 'sending') OR (state = 'failed' AND next_at >= ?) OR (state = 'sent' AND next_at >= ?)

-- What did not go, or not yet.
-- mail_troubles () -> (state s, name s, unit s, tries i, last_error s, made_at t, next_at t)
SELECT m.state, b.name, COALESCE(u.name, ''), m.tries, m.last_error, m.made_at, m.next_at
  FROM mail_out m JOIN person b ON b.id = m.person_id LEFT JOIN unit u ON u.id = b.unit_id
 WHERE m.state IN ('waiting', 'failed') AND m.last_error <> '' ORDER BY m.id DESC LIMIT 20
