-- Why a work item begins before or ends after the year of its plan; '' for those within it.

ALTER TABLE work_item
    ADD span_reason VARCHAR(200) NOT NULL DEFAULT '';
