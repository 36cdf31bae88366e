-- Working days, and the thresholds of the lights, as the operator sets them.

-- calendar_list () -> (id i, version i, day s, is_work i, note s)
SELECT id, version, DATE_FORMAT(day, '%Y-%m-%d'), is_work, note FROM calendar_day ORDER BY day

-- calendar_insert (id i, day s, is_work i, note s) -> ()
INSERT INTO calendar_day (id, version, day, is_work, note) VALUES (?, 1, ?, ?, ?)

-- calendar_update (is_work i, note s, id i, version i) -> ()
UPDATE calendar_day SET is_work = ?, note = ?, version = version + 1 WHERE id = ? AND version = ?

-- thresholds_of_plan (code s) -> (id i, version i, green_pct i, yellow_pct i, red_days i)
SELECT id, version, green_pct, yellow_pct, red_days FROM plan WHERE code = ?

-- thresholds_update (green_pct i, yellow_pct i, red_days i, id i, version i) -> ()
UPDATE plan SET green_pct = ?, yellow_pct = ?, red_days = ?, version = version + 1 WHERE id = ? AND version = ?
