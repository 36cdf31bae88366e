-- The corrections of a task, on its page.

ALTER TABLE correction ADD KEY of_task (task_id, period_id);
