-- What tells a worker that an answer it keeps is still right (store/known.h).

-- stamp_of_period (period_id i) -> (stamp i)
SELECT COALESCE(SUM(version), 0) FROM report WHERE period_id = ?

-- Each part only ever grows, so their sum does.
-- stamp_of_task (task_id i, task_id i, task_id i, task_id i, task_id i) -> (stamp i)
SELECT (SELECT COALESCE(SUM(version), 0) FROM report WHERE task_id = ?)
     + (SELECT COALESCE(SUM(version), 0) FROM work_item WHERE task_id = ?)
     + (SELECT COALESCE(SUM(version), 0) FROM correction WHERE task_id = ?)
     + (SELECT COALESCE(SUM(version), 0) FROM problem WHERE task_id = ?)
     + (SELECT COALESCE(SUM(version), 0) FROM application WHERE task_id = ?)
