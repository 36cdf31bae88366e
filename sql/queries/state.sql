-- The state of each row that has events, as one digest: what the sealer puts into the leaf and the verifier compares, so
-- that the ledger is covered and not only its log (security.md §3.2, T11). Every column of the row, and every row of its
-- own that is only ever added (the submissions of a report, the lines of a frozen period) with all of its columns;
-- tests/store/test_state.py fails when one is missing. QUOTE tells NULL from '' and ends each value.
--
-- What was sealed must stay as it is, or every row of the years before would look changed: what a later release adds is
-- appended under its name and is NULL, which CONCAT_WS leaves out, where nobody has used it yet:
--   a column       NULLIF(CONCAT('new=', QUOTE(x.new)), CONCAT('new=', QUOTE(DEFAULT(x.new))))
--   a child table  CONCAT('child=', (SELECT GROUP_CONCAT(… ORDER BY …) FROM child c WHERE c.parent_id = x.id))

-- state_unit (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.name), QUOTE(x.short), QUOTE(x.kind), QUOTE(x.code),
           NULLIF(CONCAT('parent_id=', QUOTE(x.parent_id)), CONCAT('parent_id=', QUOTE(DEFAULT(x.parent_id)))),
           NULLIF(CONCAT('stopped_on=', QUOTE(x.stopped_on)), CONCAT('stopped_on=', QUOTE(DEFAULT(x.stopped_on))))), 256))
  FROM unit x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_person (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(HEX(x.uuid)), QUOTE(x.login), QUOTE(x.name),
           QUOTE(x.unit_id), QUOTE(x.roles),
           NULLIF(CONCAT('standing=', QUOTE(x.standing)), CONCAT('standing=', QUOTE(DEFAULT(x.standing))))), 256))
  FROM person x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_plan (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.code), QUOTE(x.year), QUOTE(x.title),
           QUOTE(HEX(x.sha256)), QUOTE(x.green_pct), QUOTE(x.yellow_pct), QUOTE(x.red_days),
           NULLIF(CONCAT('spot_share=', QUOTE(x.spot_share)), CONCAT('spot_share=', QUOTE(DEFAULT(x.spot_share)))),
           NULLIF(CONCAT('score_on_time=', QUOTE(x.score_on_time)), CONCAT('score_on_time=', QUOTE(DEFAULT(x.score_on_time)))),
           NULLIF(CONCAT('score_late=', QUOTE(x.score_late)), CONCAT('score_late=', QUOTE(DEFAULT(x.score_late)))),
           NULLIF(CONCAT('score_green=', QUOTE(x.score_green)), CONCAT('score_green=', QUOTE(DEFAULT(x.score_green)))),
           NULLIF(CONCAT('score_yellow=', QUOTE(x.score_yellow)), CONCAT('score_yellow=', QUOTE(DEFAULT(x.score_yellow)))),
           NULLIF(CONCAT('score_return=', QUOTE(x.score_return)), CONCAT('score_return=', QUOTE(DEFAULT(x.score_return)))),
           NULLIF(CONCAT('score_least=', QUOTE(x.score_least)), CONCAT('score_least=', QUOTE(DEFAULT(x.score_least))))), 256))
  FROM plan x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_section (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.plan_id), QUOTE(x.no), QUOTE(x.label),
           QUOTE(x.title)), 256))
  FROM section x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_task (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.plan_id), QUOTE(x.section_id), QUOTE(x.no),
           QUOTE(x.label), QUOTE(x.title), QUOTE(x.body), QUOTE(x.source), QUOTE(x.state),
           NULLIF(CONCAT('due_on=', QUOTE(x.due_on)), 'due_on=NULL'),
           NULLIF(CONCAT('extended=', QUOTE(x.extended)), CONCAT('extended=', QUOTE(DEFAULT(x.extended)))),
           NULLIF(CONCAT('adjusted=', QUOTE(x.adjusted)), CONCAT('adjusted=', QUOTE(DEFAULT(x.adjusted)))),
           NULLIF(CONCAT('closed_at=', QUOTE(x.closed_at)), 'closed_at=NULL')), 256))
  FROM task x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_task_lead (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.place),
           QUOTE(x.source), QUOTE(x.ended_on)), 256))
  FROM task_lead x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_task_participant (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.place),
           QUOTE(x.ended_on)), 256))
  FROM task_participant x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_target (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.no),
           QUOTE(x.subject), QUOTE(x.comparator), QUOTE(x.value), QUOTE(x.value_max), QUOTE(x.unit_word),
           QUOTE(x.quote), QUOTE(x.doubt), QUOTE(x.kind), QUOTE(x.confirmed), QUOTE(x.ended_on), QUOTE(x.base),
           QUOTE(x.due_on), QUOTE(x.pace), QUOTE(x.corrected), QUOTE(x.corrected_max), QUOTE(x.basis),
           QUOTE(x.corrected_by), QUOTE(x.corrected_at), QUOTE(x.origin), QUOTE(x.split_of),
           QUOTE(x.drop_reason), QUOTE(x.confirmed_by), QUOTE(x.confirmed_at), QUOTE(x.set_by),
           QUOTE(x.set_at), QUOTE(x.dropped_by), QUOTE(x.dropped_at)), 256))
  FROM target x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_period (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.plan_id),
           QUOTE(x.code), QUOTE(x.opens_at), QUOTE(x.due_at), QUOTE(x.state), QUOTE(x.scope),
           QUOTE(x.instructions), QUOTE(x.freezes_at), QUOTE(x.frozen_at),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(f.period_id), QUOTE(f.task_id), QUOTE(f.unit_id), QUOTE(f.place), QUOTE(f.task_no),
                   QUOTE(f.title), QUOTE(f.section), QUOTE(f.unit_name), QUOTE(f.version_id), QUOTE(f.state),
                   QUOTE(f.round), QUOTE(f.late), QUOTE(f.overdue), QUOTE(f.declared), QUOTE(f.computed),
                   QUOTE(f.decided), QUOTE(f.light), QUOTE(f.why)), 256)
               ORDER BY f.task_id, f.unit_id)
             FROM frozen_line f WHERE f.period_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(g.period_id), QUOTE(g.target_id), QUOTE(g.task_id), QUOTE(g.unit_id),
                   QUOTE(g.subject), QUOTE(g.unit_word), QUOTE(g.kind), QUOTE(g.comparator), QUOTE(g.goal),
                   QUOTE(g.goal_max), QUOTE(g.base), QUOTE(g.planned), QUOTE(g.value), QUOTE(g.done_pct)), 256)
               ORDER BY g.target_id)
             FROM frozen_value g WHERE g.period_id = x.id), '')), 256))
  FROM period x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_period_task (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.period_id), QUOTE(x.task_id), QUOTE(x.chosen)), 256))
  FROM period_task x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_period_extension (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.period_id), QUOTE(x.unit_id), QUOTE(x.due_at),
           QUOTE(x.reason), QUOTE(x.granted_by), QUOTE(x.granted_at)), 256))
  FROM period_extension x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_report (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id),
           QUOTE(x.unit_id), QUOTE(x.period_id), QUOTE(x.state), QUOTE(x.round), QUOTE(x.declared),
           QUOTE(x.light), QUOTE(x.late), QUOTE(x.filed_by), QUOTE(x.submitted_at), QUOTE(x.decided_at),
           QUOTE(x.computed),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(v.id), QUOTE(v.report_id), QUOTE(v.at_version), QUOTE(v.round), QUOTE(v.narrative),
                   QUOTE(v.next_steps), QUOTE(v.light), QUOTE(v.light_reason), QUOTE(v.late),
                   QUOTE(v.on_behalf), QUOTE(v.filed_by), QUOTE(v.submitted_at), QUOTE(v.value_count),
                   QUOTE(v.computed), QUOTE(v.why), QUOTE(v.item_count), QUOTE(v.copied_from),
                   NULLIF(CONCAT('file_count=', QUOTE(v.file_count)),
                          CONCAT('file_count=', QUOTE(DEFAULT(v.file_count))))), 256)
               ORDER BY v.id)
             FROM report_version v WHERE v.report_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(w.version_id), QUOTE(w.place), QUOTE(w.target_id), QUOTE(w.value), QUOTE(w.note)), 256)
               ORDER BY w.version_id, w.place)
             FROM report_version v JOIN report_value w ON w.version_id = v.id WHERE v.report_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(i.version_id), QUOTE(i.place), QUOTE(i.item_id), QUOTE(i.state), QUOTE(i.result)), 256)
               ORDER BY i.version_id, i.place)
             FROM report_version v JOIN report_item i ON i.version_id = v.id WHERE v.report_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(d.id), QUOTE(d.report_id), QUOTE(d.at_version), QUOTE(d.version_id),
                   QUOTE(d.decision), QUOTE(d.comment), QUOTE(d.light), QUOTE(d.decided_by),
                   QUOTE(d.decided_at),
                   NULLIF(CONCAT('reason_count=', QUOTE(d.reason_count)), CONCAT('reason_count=', QUOTE(DEFAULT(d.reason_count))))), 256)
               ORDER BY d.id)
             FROM decision d WHERE d.report_id = x.id), ''),
           CONCAT('return_reason=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(y.decision_id), QUOTE(y.place), QUOTE(y.reason)), 256)
               ORDER BY y.decision_id, y.place)
             FROM decision d JOIN return_reason y ON y.decision_id = d.id WHERE d.report_id = x.id)),
           CONCAT('report_answer=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(a.version_id), QUOTE(a.place), QUOTE(a.decision_id), QUOTE(a.mended), QUOTE(a.answer)), 256)
               ORDER BY a.version_id, a.place)
             FROM report_version v JOIN report_answer a ON a.version_id = v.id WHERE v.report_id = x.id)),
           CONCAT('decision_undo=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(u.decision_id), QUOTE(u.report_id), QUOTE(u.at_version), QUOTE(u.undone_by),
                   QUOTE(u.undone_at)), 256)
               ORDER BY u.decision_id)
             FROM decision_undo u WHERE u.report_id = x.id)),
           CONCAT('report_file=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(h.version_id), QUOTE(h.place), QUOTE(h.evidence_id)), 256)
               ORDER BY h.version_id, h.place)
             FROM report_version v JOIN report_file h ON h.version_id = v.id WHERE v.report_id = x.id))), 256))
  FROM report x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_work_item (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.no),
           QUOTE(x.name), QUOTE(x.person), QUOTE(x.starts_on), QUOTE(x.due_on), QUOTE(x.q1), QUOTE(x.q2),
           QUOTE(x.q3), QUOTE(x.q4), QUOTE(x.confirmed), QUOTE(x.confirmed_by), QUOTE(x.confirmed_at),
           QUOTE(x.ended_on), QUOTE(x.end_reason), QUOTE(x.span_reason)), 256))
  FROM work_item x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_correction (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.period_id), QUOTE(x.task_id), QUOTE(x.unit_id),
           QUOTE(x.target_id), QUOTE(x.field), QUOTE(x.old_text), QUOTE(x.new_text), QUOTE(x.reason),
           QUOTE(x.made_by), QUOTE(x.made_at)), 256))
  FROM correction x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_spot_check (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.report_id), QUOTE(x.decision_id),
           QUOTE(x.drawn), QUOTE(x.share), QUOTE(x.state), QUOTE(x.comment), QUOTE(x.checked_by), QUOTE(x.checked_at)), 256))
  FROM spot_check x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_calendar_day (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.day), QUOTE(x.is_work), QUOTE(x.note)), 256))
  FROM calendar_day x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_evidence (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id),
           QUOTE(x.period_id), QUOTE(x.no), QUOTE(x.name), QUOTE(x.kind), QUOTE(x.size_bytes), QUOTE(HEX(x.sha256)),
           QUOTE(x.stored), QUOTE(x.on_behalf), QUOTE(x.kept_by), QUOTE(x.kept_at), QUOTE(x.removed_by),
           QUOTE(x.removed_at)), 256))
  FROM evidence x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_unit_alias (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.unit_id), QUOTE(x.name), QUOTE(x.short), QUOTE(x.kind), QUOTE(x.until_on), QUOTE(x.ended_on), QUOTE(x.reason), QUOTE(x.made_by), QUOTE(x.made_at)), 256))
  FROM unit_alias x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_unit_member (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.group_id), QUOTE(x.unit_id), QUOTE(x.since_on), QUOTE(x.ended_on), QUOTE(x.reason), QUOTE(x.made_by), QUOTE(x.made_at)), 256))
  FROM unit_member x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_unit_succession (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.old_id), QUOTE(x.new_id), QUOTE(x.on_day), QUOTE(x.reason), QUOTE(x.made_by), QUOTE(x.made_at)), 256))
  FROM unit_succession x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_notice (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.kind), QUOTE(x.year), QUOTE(x.no),
           QUOTE(x.plan_id), QUOTE(x.unit_id), QUOTE(x.task_id), QUOTE(x.period_id), QUOTE(x.subject), QUOTE(x.body),
           QUOTE(x.state), QUOTE(x.receive_by), QUOTE(x.answer_by), QUOTE(x.late), QUOTE(x.follows), QUOTE(x.issued_by),
           QUOTE(x.issued_at),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(s.notice_id), QUOTE(s.at_version), QUOTE(s.step), QUOTE(s.words),
                   QUOTE(s.on_behalf), QUOTE(s.person_id), QUOTE(s.done_at)), 256)
               ORDER BY s.at_version)
             FROM notice_step s WHERE s.notice_id = x.id), '')), 256))
  FROM notice x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_reminder (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.person_id), QUOTE(x.unit_id),
           QUOTE(x.day), QUOTE(x.due), QUOTE(x.overdue), QUOTE(x.things), QUOTE(x.made_at)), 256))
  FROM reminder x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_problem (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.title), QUOTE(x.body), QUOTE(x.level), QUOTE(x.step), QUOTE(x.step_no),
           QUOTE(x.step_at), QUOTE(x.due_on), QUOTE(x.promised_on), QUOTE(x.version_id), QUOTE(x.raised_by), QUOTE(x.raised_unit), QUOTE(x.raised_at), QUOTE(x.refused), QUOTE(x.reopened), QUOTE(x.closed_at),
           CONCAT('problem_step=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(c.problem_id), QUOTE(c.at_version), QUOTE(c.no), QUOTE(c.move), QUOTE(c.to_step), QUOTE(c.words), QUOTE(c.level), QUOTE(c.due_on), QUOTE(c.unit_count), QUOTE(c.file_count), QUOTE(c.made_by), QUOTE(c.made_unit), QUOTE(c.made_at)), 256)
               ORDER BY c.at_version)
             FROM problem_step c WHERE c.problem_id = x.id)),
           CONCAT('problem_unit=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(c.problem_id), QUOTE(c.at_version), QUOTE(c.place), QUOTE(c.unit_id), QUOTE(c.group_id)), 256)
               ORDER BY c.at_version, c.place)
             FROM problem_unit c WHERE c.problem_id = x.id)),
           CONCAT('problem_file=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(c.problem_id), QUOTE(c.at_version), QUOTE(c.place), QUOTE(c.evidence_id)), 256)
               ORDER BY c.at_version, c.place)
             FROM problem_file c WHERE c.problem_id = x.id)),
           CONCAT('problem_note=', (SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(c.problem_id), QUOTE(c.at_version), QUOTE(c.words), QUOTE(c.made_by), QUOTE(c.made_unit), QUOTE(c.made_at)), 256)
               ORDER BY c.at_version)
             FROM problem_note c WHERE c.problem_id = x.id))), 256))
  FROM problem x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_instruction (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.report_id), QUOTE(x.body), QUOTE(x.due_on), QUOTE(x.made_by), QUOTE(x.made_at)), 256))
  FROM instruction x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_instruction_unit (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.instruction_id), QUOTE(x.unit_id), QUOTE(x.state),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(s.part_id), QUOTE(s.at_version), QUOTE(s.step), QUOTE(s.words), QUOTE(s.on_behalf), QUOTE(s.made_by), QUOTE(s.made_at)), 256)
               ORDER BY s.at_version)
             FROM instruction_step s WHERE s.part_id = x.id), '')), 256))
  FROM instruction_unit x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_bulletin (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.plan_id), QUOTE(x.period_id),
           QUOTE(x.state), QUOTE(x.title), QUOTE(x.main_to), QUOTE(x.copies_to), QUOTE(x.score_on_time), QUOTE(x.score_late),
           QUOTE(x.score_green), QUOTE(x.score_yellow), QUOTE(x.score_return), QUOTE(x.score_least), QUOTE(x.drafted_by),
           QUOTE(x.drafted_at), QUOTE(x.year), QUOTE(x.no), QUOTE(x.issuer), QUOTE(x.issued_by), QUOTE(x.issued_at),
           QUOTE(x.content), QUOTE(x.tree_size), QUOTE(x.checkpoint), QUOTE(x.recalled_by), QUOTE(x.recalled_at),
           QUOTE(x.recall_reason),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(p.bulletin_id), QUOTE(p.at_version), QUOTE(p.place), QUOTE(p.shown), QUOTE(p.words)), 256)
               ORDER BY p.at_version, p.place)
             FROM bulletin_part p WHERE p.bulletin_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(
               SHA2(CONCAT_WS(',', QUOTE(s.bulletin_id), QUOTE(s.unit_id), QUOTE(s.unit_name), QUOTE(s.place), QUOTE(s.tasks),
                   QUOTE(s.score_e1), QUOTE(s.points)), 256)
               ORDER BY s.unit_id)
             FROM bulletin_score s WHERE s.bulletin_id = x.id), '')), 256))
  FROM bulletin x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_score_objection (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.bulletin_id), QUOTE(x.unit_id),
           QUOTE(x.reason), QUOTE(x.raised_by), QUOTE(x.raised_at), QUOTE(x.state), QUOTE(x.answer), QUOTE(x.settled_by),
           QUOTE(x.settled_at)), 256))
  FROM score_objection x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_application (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.asks),
           QUOTE(x.period_id), QUOTE(x.target_id), QUOTE(x.stood), QUOTE(x.asked), QUOTE(x.reason), QUOTE(x.evidence),
           QUOTE(x.file_count), QUOTE(x.check_count), QUOTE(x.state), QUOTE(x.on_behalf), QUOTE(x.applied_by), QUOTE(x.applied_at),
           QUOTE(x.opinion), QUOTE(x.decided_by), QUOTE(x.decided_at), QUOTE(x.verified), QUOTE(x.verifiers),
           QUOTE(x.verified_on), QUOTE(x.reopen_reason), QUOTE(x.reopened_by), QUOTE(x.reopened_at),
           COALESCE((SELECT GROUP_CONCAT(SHA2(CONCAT_WS(',', QUOTE(f.application_id), QUOTE(f.place), QUOTE(f.evidence_id)), 256)
                            ORDER BY f.place)
             FROM application_file f WHERE f.application_id = x.id), ''),
           COALESCE((SELECT GROUP_CONCAT(SHA2(CONCAT_WS(',', QUOTE(c.application_id), QUOTE(c.place), QUOTE(c.kind), QUOTE(c.target_id),
                                QUOTE(c.met), QUOTE(c.words), QUOTE(c.explained)), 256)
                            ORDER BY c.place)
             FROM closing_check c WHERE c.application_id = x.id), '')), 256))
  FROM application x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_practice (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.task_id), QUOTE(x.unit_id), QUOTE(x.state),
           QUOTE(x.title), QUOTE(x.body), QUOTE(x.effect), QUOTE(x.target_id), QUOTE(x.before_version),
           QUOTE(x.after_version), QUOTE(x.saved_by), QUOTE(x.saved_at), QUOTE(x.submitted_by),
           QUOTE(x.submitted_at), QUOTE(x.opinion), QUOTE(x.decided_by), QUOTE(x.decided_at), QUOTE(x.ask),
           QUOTE(x.rolled_by), QUOTE(x.rolled_at)), 256))
  FROM practice x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_practice_unit (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.practice_id), QUOTE(x.unit_id), QUOTE(x.told_at),
           QUOTE(x.noted_by), QUOTE(x.noted_at), QUOTE(x.note)), 256))
  FROM practice_unit x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_brief (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.plan_id), QUOTE(x.state), QUOTE(x.year), QUOTE(x.no),
           QUOTE(x.title), QUOTE(x.lead_text), QUOTE(x.report_to), QUOTE(x.send_to), QUOTE(x.issue_to),
           QUOTE(x.made_by), QUOTE(x.made_at), QUOTE(x.issued_by), QUOTE(x.issued_at),
           QUOTE(x.recalled_by), QUOTE(x.recalled_at), QUOTE(x.recall_reason)), 256))
  FROM brief x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000

-- state_brief_item (after i, upto i) -> (id i, version i, state b)
SELECT x.id, x.version, UNHEX(SHA2(CONCAT_WS(',', QUOTE(x.id), QUOTE(x.version), QUOTE(x.brief_id), QUOTE(x.place), QUOTE(x.version_id),
           QUOTE(x.practice_id), QUOTE(x.unit_id), QUOTE(x.task_id), QUOTE(x.source_title),
           QUOTE(x.source_text), QUOTE(x.title), QUOTE(x.text), QUOTE(x.dropped)), 256))
  FROM brief_item x WHERE x.id > ? AND x.id <= ? ORDER BY x.id LIMIT 1000
