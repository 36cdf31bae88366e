-- The light that the rule computes (rule/light.h), with what it was computed from. Words: 亮灯 light.

ALTER TABLE report
    ADD computed ENUM('none', 'green', 'yellow', 'red') NOT NULL DEFAULT 'none'; -- of the last submission

ALTER TABLE report_version
    ADD computed ENUM('none', 'green', 'yellow', 'red') NOT NULL DEFAULT 'none',
    ADD why MEDIUMTEXT NOT NULL DEFAULT '';         -- JSON: inputs and reasons of the computed light
