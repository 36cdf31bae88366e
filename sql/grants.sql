-- The rights of the accounts, per table only (F3: a grant on the whole database cannot be narrowed). The workers
-- compare SHOW GRANTS with the lines of this file when they start and refuse to run on any other rights.
-- Run as the database's root after migrations; each line is one grant, spelled as SHOW GRANTS prints it.
--
-- seq_id: NEXTVAL asks for INSERT. On the whole table INSERT would also let an account write the sequence's row anew and
-- start from 1 again; on one column it does not. SETVAL stays possible in 10.11, forward only: who holds a password could use
-- the numbers up and so stop new rows, but no number comes twice.

-- taizhang_app: pages. It reads the plan and changes none of it but targets and periods; a lead goes over to another unit only as
-- a succession says (130_unit_master.sql), and who signs in for a unit it never changes. It keeps sessions alive and
-- ends them; only signing in opens one, and nobody changes whose it is: this account's password makes nobody a reviewer. Of
-- attempts it lifts locks.
-- Of a target it changes what people set, never the printed words.
GRANT SELECT, INSERT, UPDATE (`name`, `parent_id`, `short`, `stopped_on`, `version`) ON `taizhang`.`unit` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`ended_on`, `version`) ON `taizhang`.`unit_alias` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`ended_on`, `version`) ON `taizhang`.`unit_member` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`unit_succession` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`instruction` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`state`, `version`) ON `taizhang`.`instruction_unit` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`instruction_step` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`person` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`plan` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`section` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`task` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`ended_on`, `version`) ON `taizhang`.`task_lead` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`ended_on`, `version`) ON `taizhang`.`task_participant` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`base`, `basis`, `confirmed`, `confirmed_at`, `confirmed_by`, `corrected`, `corrected_at`, `corrected_by`, `corrected_max`, `drop_reason`, `dropped_at`, `dropped_by`, `due_on`, `ended_on`, `kind`, `pace`, `set_at`, `set_by`, `unit_id`, `version`) ON `taizhang`.`target` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`report` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`report_version` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`report_value` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`decision` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`return_reason` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`report_answer` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`decision_undo` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`spot_check` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`issued_text` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_event` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_pending` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_leaf` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_tile` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_checkpoint` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`tree_state` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`verify_run` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT (`next_not_cached_value`) ON `taizhang`.`seq_id` TO `taizhang_app`@`localhost`;
GRANT SELECT, UPDATE (`display`, `message`, `seen_at`), DELETE ON `taizhang`.`session` TO `taizhang_app`@`localhost`;
GRANT SELECT, DELETE ON `taizhang`.`attempt` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`display` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `taizhang`.`refusal` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `taizhang`.`draft` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, DELETE ON `taizhang`.`kept` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period_task` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period_extension` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`work_item` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`report_item` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`removed_at`, `removed_by`, `version`) ON `taizhang`.`evidence` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`report_file` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`frozen_line` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`frozen_value` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`correction` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`calendar_day` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`export_job` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`answer_by`, `late`, `state`, `version`) ON `taizhang`.`notice` TO `taizhang_app`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`notice_step` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`reminder` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`mail_out` TO `taizhang_app`@`localhost`;
GRANT SELECT ON `taizhang`.`book_stamp` TO `taizhang_app`@`localhost`;

-- taizhang_ctl: the operator's commands: units, the notice and what comes of it, periods. No sessions, no reports.
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`unit` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_alias` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_succession` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`plan` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`section` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`task` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`task_lead` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`task_participant` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`target` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`issued_text` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`calendar_day` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period_task` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`period_extension` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`frozen_line` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`frozen_value` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`person` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`report` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`report_version` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`report_value` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`report_item` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`decision` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`decision_undo` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`work_item` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`evidence` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`report_file` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`correction` TO `taizhang_ctl`@`localhost`;
GRANT SELECT ON `taizhang`.`book_stamp` TO `taizhang_ctl`@`localhost`;
GRANT SELECT (`kept_at`), DELETE ON `taizhang`.`kept` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, UPDATE, DELETE ON `taizhang`.`export_job` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`answer_by`, `late`, `state`, `version`) ON `taizhang`.`notice` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`notice_step` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`reminder` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT, UPDATE (`last_error`, `next_at`, `sent_at`, `state`, `tries`) ON `taizhang`.`mail_out` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_event` TO `taizhang_ctl`@`localhost`;
GRANT INSERT ON `taizhang`.`audit_pending` TO `taizhang_ctl`@`localhost`;
GRANT SELECT, INSERT (`next_not_cached_value`) ON `taizhang`.`seq_id` TO `taizhang_ctl`@`localhost`;

-- taizhang_signin: signing in, and nothing of the ledger.
GRANT SELECT ON `taizhang`.`unit` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`person` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_event` TO `taizhang_signin`@`localhost`;
GRANT INSERT ON `taizhang`.`audit_pending` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT (`next_not_cached_value`) ON `taizhang`.`seq_id` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT, DELETE ON `taizhang`.`session` TO `taizhang_signin`@`localhost`;
GRANT SELECT ON `taizhang`.`display` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `taizhang`.`attempt` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT, UPDATE, DELETE ON `taizhang`.`refusal` TO `taizhang_signin`@`localhost`;
GRANT SELECT, INSERT, DELETE ON `taizhang`.`kept` TO `taizhang_signin`@`localhost`;

-- taizhang_sync: compares those who are signed in with the directory. It opens no session and reads nothing of the ledger.
GRANT SELECT ON `taizhang`.`unit` TO `taizhang_sync`@`localhost`;
GRANT SELECT, UPDATE (`login`, `name`, `roles`, `standing`, `unit_id`, `version`) ON `taizhang`.`person` TO `taizhang_sync`@`localhost`;
GRANT SELECT, UPDATE (`checked_at`, `message`, `roles`, `unit_id`), DELETE ON `taizhang`.`session` TO `taizhang_sync`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_event` TO `taizhang_sync`@`localhost`;
GRANT INSERT ON `taizhang`.`audit_pending` TO `taizhang_sync`@`localhost`;

-- taizhang_seal: the sealer: reads what it digests, adds to the tree.
GRANT SELECT ON `taizhang`.`unit` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_alias` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_member` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_succession` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction_unit` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction_step` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`person` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`plan` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`section` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`task` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`task_lead` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`task_participant` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`target` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`period` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`period_task` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`period_extension` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`work_item` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`evidence` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report_file` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`correction` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`calendar_day` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report_version` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report_value` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report_item` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`decision` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`return_reason` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`report_answer` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`decision_undo` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`spot_check` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`notice` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`notice_step` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`reminder` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`frozen_line` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`frozen_value` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`issued_text` TO `taizhang_seal`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_event` TO `taizhang_seal`@`localhost`;
GRANT SELECT, DELETE ON `taizhang`.`audit_pending` TO `taizhang_seal`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_leaf` TO `taizhang_seal`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_tile` TO `taizhang_seal`@`localhost`;
GRANT SELECT, INSERT ON `taizhang`.`audit_checkpoint` TO `taizhang_seal`@`localhost`;
GRANT SELECT, UPDATE ON `taizhang`.`tree_state` TO `taizhang_seal`@`localhost`;

-- taizhang_audit: the verifier reads all that is sealed, and notes how its runs went.
GRANT SELECT ON `taizhang`.`unit` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_alias` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_member` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`unit_succession` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction_unit` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`instruction_step` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`person` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`plan` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`section` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`task` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`task_lead` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`task_participant` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`target` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`period` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`period_task` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`period_extension` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`work_item` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`evidence` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report_file` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`correction` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`calendar_day` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report_version` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report_value` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report_item` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`decision` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`return_reason` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`report_answer` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`decision_undo` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`spot_check` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`notice` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`notice_step` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`reminder` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`frozen_line` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`frozen_value` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`issued_text` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_event` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_pending` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_leaf` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_tile` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`audit_checkpoint` TO `taizhang_audit`@`localhost`;
GRANT SELECT ON `taizhang`.`tree_state` TO `taizhang_audit`@`localhost`;
GRANT SELECT, INSERT, UPDATE ON `taizhang`.`verify_run` TO `taizhang_audit`@`localhost`;

-- taizhang_trigger: locked; the definer of the fences (sql/schema/050_fences.sql) and of the counter in 060_book.sql,
-- the one row that it may write.
GRANT SELECT, TRIGGER ON `taizhang`.`unit` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`unit_alias` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`unit_member` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`unit_succession` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`instruction` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`instruction_unit` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`instruction_step` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`person` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`plan` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`section` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`task` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`task_lead` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`task_participant` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`target` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`period` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report_version` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report_value` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`decision` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`return_reason` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report_answer` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`decision_undo` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`spot_check` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`issued_text` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`audit_event` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`audit_leaf` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`audit_tile` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`audit_checkpoint` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`tree_state` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`calendar_day` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`period_task` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`period_extension` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`work_item` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report_item` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`evidence` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`report_file` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`frozen_line` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`frozen_value` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`correction` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`notice` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`notice_step` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, TRIGGER ON `taizhang`.`reminder` TO `taizhang_trigger`@`localhost`;
GRANT SELECT, UPDATE ON `taizhang`.`book_stamp` TO `taizhang_trigger`@`localhost`;
