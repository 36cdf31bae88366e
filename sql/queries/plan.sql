-- The notice and what it asks for, as the import and the operator write it.

-- plan_by_code (code s) -> (id i, version i, year i, title s, sha256 b)
SELECT id, version, year, title, sha256 FROM plan WHERE code = ?

-- plan_newest () -> (id i, code s, year i, title s)
SELECT id, code, year, title FROM plan ORDER BY year DESC, id DESC LIMIT 1

-- plan_insert (id i, code s, year i, title s, sha256 b) -> ()
INSERT INTO plan (id, version, code, year, title, sha256) VALUES (?, 1, ?, ?, ?, ?)

-- plan_update (year i, title s, sha256 b, id i, version i) -> ()
UPDATE plan SET year = ?, title = ?, sha256 = ?, version = version + 1 WHERE id = ? AND version = ?

-- issued_text_find (sha256 b) -> (n i)
SELECT COUNT(*) FROM issued_text WHERE sha256 = ?

-- issued_text_insert (sha256 b, bytes b) -> ()
INSERT INTO issued_text (sha256, bytes) VALUES (?, ?)

-- section_list (plan_id i) -> (id i, version i, no i, label s, title s)
SELECT id, version, no, label, title FROM section WHERE plan_id = ? ORDER BY no

-- section_insert (id i, plan_id i, no i, label s, title s) -> ()
INSERT INTO section (id, version, plan_id, no, label, title) VALUES (?, 1, ?, ?, ?, ?)

-- section_update (label s, title s, id i, version i) -> ()
UPDATE section SET label = ?, title = ?, version = version + 1 WHERE id = ? AND version = ?

-- task_list_import (plan_id i) -> (id i, version i, section_id i, no i, label s, title s, body s, source s)
SELECT id, version, COALESCE(section_id, 0), no, label, title, body, source FROM task WHERE plan_id = ? ORDER BY no

-- task_insert (id i, plan_id i, section_id i, no i, label s, title s, body s, source s) -> ()
INSERT INTO task (id, version, plan_id, section_id, no, label, title, body, source, state)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, 'open')

-- task_update (section_id i, label s, title s, body s, source s, id i, version i) -> ()
UPDATE task SET section_id = ?, label = ?, title = ?, body = ?, source = ?, version = version + 1
 WHERE id = ? AND version = ?

-- unit_list () -> (id i, version i, name s, short s, kind s, code s, followed i)
SELECT u.id, u.version, u.name, u.short, u.kind, COALESCE(u.code, ''),
       EXISTS (SELECT 1 FROM unit_succession s WHERE s.old_id = u.id) FROM unit u ORDER BY u.id

-- unit_insert (id i, name s, short s, kind s, code s) -> ()
INSERT INTO unit (id, version, name, short, kind, code) VALUES (?, 1, ?, ?, ?, ?)

-- unit_update (short s, kind s, code s, id i, version i) -> ()
UPDATE unit SET short = ?, kind = ?, code = ?, version = version + 1 WHERE id = ? AND version = ?

-- settled: an application that was granted said so, whatever the notice says.
-- lead_list_import (plan_id i) -> (id i, version i, task_id i, unit_id i, place i, source s, ended i, settled i)
SELECT l.id, l.version, l.task_id, l.unit_id, l.place, l.source, l.ended_on IS NOT NULL,
       EXISTS (SELECT 1 FROM application a WHERE a.task_id = l.task_id AND l.unit_id IN (a.unit_id, a.asked) AND a.state = 'granted'
                  AND a.asks IN ('lead', 'assignment'))
  FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.plan_id = ?

-- lead_insert (id i, task_id i, unit_id i, place i, source s) -> ()
INSERT INTO task_lead (id, version, task_id, unit_id, place, source) VALUES (?, 1, ?, ?, ?, ?)

-- lead_update (place i, ended_on s, id i, version i) -> ()
UPDATE task_lead SET place = ?, ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- participant_list_import (plan_id i) -> (id i, version i, task_id i, unit_id i, place i, ended i, settled i)
SELECT p.id, p.version, p.task_id, p.unit_id, p.place, p.ended_on IS NOT NULL,
       EXISTS (SELECT 1 FROM application a WHERE a.task_id = p.task_id AND p.unit_id IN (a.unit_id, a.asked) AND a.state = 'granted'
                  AND a.asks = 'assignment')
  FROM task_participant p JOIN task t ON t.id = p.task_id WHERE t.plan_id = ?

-- participant_insert (id i, task_id i, unit_id i, place i) -> ()
INSERT INTO task_participant (id, version, task_id, unit_id, place) VALUES (?, 1, ?, ?, ?)

-- participant_update (place i, ended_on s, id i, version i) -> ()
UPDATE task_participant SET place = ?, ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- target_list_import (plan_id i) -> (id i, version i, task_id i, no i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s, ended i, origin s, dropped i, confirmed i, kind_is_set i)
SELECT g.id, g.version, g.task_id, g.no, g.subject, g.comparator, g.value, g.value_max, g.unit_word, g.quote, g.doubt,
       g.kind, g.ended_on IS NOT NULL, g.origin, g.drop_reason <> '', g.confirmed, g.confirmed OR g.set_by IS NOT NULL
  FROM target g JOIN task t ON t.id = g.task_id WHERE t.plan_id = ? ORDER BY g.task_id, g.no

-- target_insert (id i, task_id i, unit_id i, no i, subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s) -> ()
INSERT INTO target (id, version, task_id, unit_id, no, subject, comparator, value, value_max, unit_word, quote, doubt,
                    kind, confirmed)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)

-- target_reprint (subject s, comparator s, value d, value_max d, unit_word s, quote s, doubt s, kind s, id i, version i) -> ()
UPDATE target SET subject = ?, comparator = ?, value = ?, value_max = ?, unit_word = ?, quote = ?, doubt = ?, kind = ?,
                  confirmed = 0, confirmed_by = NULL, confirmed_at = NULL, ended_on = NULL, version = version + 1
 WHERE id = ? AND version = ?

-- target_reread (doubt s, kind s, id i, version i) -> ()
UPDATE target SET doubt = ?, kind = ?, ended_on = NULL, version = version + 1 WHERE id = ? AND version = ?

-- target_end (ended_on s, id i, version i) -> ()
UPDATE target SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?

-- lead_place (unit s, plan s, no i) -> (task_id i, unit_id i, is_group i, leads i, next_place i)
SELECT t.id, u.id, u.kind = 'group', EXISTS (SELECT 1 FROM task_lead l WHERE l.task_id = t.id AND l.unit_id = u.id),
       (SELECT COUNT(*) + 1 FROM task_lead l WHERE l.task_id = t.id)
  FROM plan n JOIN task t ON t.plan_id = n.id JOIN unit u ON u.name = ?
 WHERE n.code = ? AND t.no = ?
