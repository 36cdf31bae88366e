-- How long a unit's forms stay in work (减负): no more than the first opening, the last touch (an opening or a saving), and the time
-- between touches, of which no gap counts more than five minutes. Nothing of persons. A working table: no history, no events.

CREATE TABLE form_time (
    period_id BIGINT NOT NULL,
    unit_id   BIGINT NOT NULL,
    task_id   BIGINT NOT NULL,                      -- 0: the page of all the unit's tasks
    first_at  DATETIME(6) NOT NULL,
    last_at   DATETIME(6) NOT NULL,
    active_s  INT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (period_id, unit_id, task_id)
) ENGINE = InnoDB;
