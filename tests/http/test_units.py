"""Units as master data: names with their days, groups, 机构改革 in one transaction, nothing without a reason."""
import os
import re

import pytest

from stack import ROOT
from test_rights import report_fields


@pytest.fixture(scope="module")
def admin(person):
    return person("zfb1")


def row(stack, name):
    return stack.sql(f"SELECT * FROM unit WHERE name = '{name}'")[0]


def deed(stack, admin, unit_name, action, **fields):
    unit = row(stack, unit_name)
    csrf = admin.get("/dashboard").form("csrf").fields["csrf"]
    return admin.post(f"/admin/units/{unit['id']}", {"csrf": csrf, "rev": unit["version"],
                                                    "reason": "市委编办〔2023〕8号", "action": action, **fields})


def test_a_reason_is_asked_for(stack, admin):
    answer = deed(stack, admin, "市体育局", "alias", name="市体委", reason=" ")
    assert answer.status == 422 and "请填写理由" in answer.text and "市体委" in answer.text


@pytest.mark.parametrize("action, fields, field, words", [
    ("rename", {"name": " ", "short": "x", "day": "2023-3-1"}, "name", "请填写名称"),
    ("rename", {"name": "市体育总局", "short": "", "day": "2023-3-1"}, "short", "请填写简称"),
    ("rename", {"name": "市体育总局", "short": "x", "day": "尽快"}, "day", "日期请按"),
    ("rename", {"name": "市科技局", "short": "x", "day": "2023-3-1"}, "name", "已是某个单位的名称或别名"),
    ("alias", {"name": "市科技局"}, "name", "已是某个单位的名称或别名"),
    ("succeed", {"other": "", "day": "2023-3-1"}, "other", "请选择单位"),
    ("stop", {"reason": " "}, "reason", "请填写理由"),
    ("stop", {}, "reason", "仍有牵头任务")])
def test_errors_stand_on_top_and_beside_the_field(stack, admin, action, fields, field, words):
    unit = row(stack, "市体育局")
    answer = deed(stack, admin, "市体育局", action, **fields)
    assert answer.status in (409, 422)
    place = f"{action}-0-{field}"
    assert re.search(rf'<a href="#{place}">[^<]*{words}', answer.text), answer.text[:3000]
    assert re.search(rf'id="{place}-e">[^<]*{words}[^<]*</p><[^>]*id="{place}"[^>]*aria-invalid="true"', answer.text)
    assert all(not value.strip() or value in answer.text for value in fields.values()), "what was typed is kept"
    assert row(stack, "市体育局") == unit


def test_rename_keeps_the_name_of_before(stack, admin):
    unit = row(stack, "市外办")
    assert deed(stack, admin, "市外办", "rename", name="市政府外事办公室", short="市外事办", day="2023-3-1").status == 303
    page = admin.get(f"/admin/units/{unit['id']}").text
    assert "2023年3月1日前称 <b>市外办</b>" in page
    assert deed(stack, admin, "市体育局", "rename", name="市政府外事办公室", short="x", day="2023-3-1").status == 409


def test_groups_have_members_with_days(stack, admin):
    group, member = "各重点产业链牵头部门", row(stack, "市商务局")["id"]
    assert deed(stack, admin, group, "join", other=member, day="2023-1-1").status == 303
    assert deed(stack, admin, group, "join", other=member, day="2023-1-1").status == 409
    known = stack.sql("SELECT id FROM unit_member WHERE ended_on IS NULL")[0]["id"]
    assert deed(stack, admin, group, "leave", row=known, day="2023-4-1").status == 303
    assert stack.sql("SELECT 1 FROM unit_member WHERE ended_on IS NULL") == []


def test_who_leads_is_not_stopped_but_followed(stack, admin):
    old, new = row(stack, "市民营经济局"), row(stack, "市工业和信息化局")
    count = f"SELECT COUNT(*) AS n FROM task_lead WHERE ended_on IS NULL AND unit_id = {old['id']}"
    assert int(stack.sql(count)[0]["n"]) > 0
    answer = deed(stack, admin, "市民营经济局", "stop")
    assert answer.status == 409 and "仍有牵头任务" in answer.text
    tasks = {r["task_id"] for r in stack.sql(f"SELECT task_id FROM task_lead WHERE ended_on IS NULL AND unit_id = {old['id']}")}
    assert deed(stack, admin, "市民营经济局", "succeed", other=new["id"], day="2023-4-1").status == 303
    assert stack.sql(count) == [{"n": "0"}]
    now = {r["task_id"] for r in stack.sql(f"SELECT task_id FROM task_lead WHERE ended_on IS NULL AND unit_id = {new['id']}")}
    assert tasks <= now
    assert stack.sql(f"SELECT 1 FROM target WHERE ended_on IS NULL AND unit_id = {old['id']}") == []
    assert row(stack, "市民营经济局")["stopped_on"] == "2023-04-01"
    assert deed(stack, admin, "市民营经济局", "resume").status == 409
    before = stack.sql("CHECKSUM TABLE task_lead, task_participant, unit")
    done = stack.ctl("import", os.path.join(ROOT, "seeds", "qingdao-2023.txt"), "--plan", "2023", "--year", "2023")
    assert done.returncode == 0, done.stderr
    assert stack.sql("CHECKSUM TABLE task_lead, task_participant, unit") == before, done.stdout


def test_old_records_keep_the_name_of_their_time(stack, person, admin):
    """A report of January and its history say the name of January, after the unit was renamed in March and a period frozen since."""
    unit, client = row(stack, "市科技局"), person("kjj1")
    path = f"/plans/2023/tasks/1/reports/2023-01/{unit['id']}"
    fields = {**report_fields(client, stack, 1, "2023-01", unit["id"]), "action": "submit",
              "narrative": "一月份完成实验室基地主体工程，新增入驻团队四个，转化成果两项。", "light": "green"}
    assert client.post(path, fields).status == 303
    assert deed(stack, admin, "市科技局", "rename", name="市科学技术局", short="市科技局", day="2023-3-1").status == 303
    reader = person("dcs1")
    assert re.search(r'class="sub">市科技局<', reader.get(path).text)
    assert "市科学技术局" in reader.get("/plans/2023/tasks/1/reports/2023-03").text
    assert "市科学技术局" not in reader.get("/plans/2023/tasks/1/reports/2023-01").text
    january, march = (reader.get(f"/plans/2023/tasks?period={code}").text for code in ("2023-01", "2023-03"))
    assert "市科学技术局" not in january.split("<tbody")[1] and "市科学技术局" in march.split("<tbody")[1]
    assert "市科学技术局" in reader.get("/plans/2023/tasks/1").text
    events = person("sjj1").get("/audit?task=1").text
    assert "市科技局" in events
    done = stack.ctl("freeze", "2023", "2023-01")
    assert done.returncode == 0, done.stderr
    assert {r["unit_name"] for r in stack.sql(f"SELECT unit_name FROM frozen_line WHERE unit_id = {unit['id']}")} == {"市科技局"}
    assert "市科学技术局" not in reader.get("/plans/2023/tasks?period=2023-01").text.split("<tbody")[1]


def birth(admin, **fields):
    form = admin.get("/admin/units/new").form("csrf", "rid")
    return admin.post("/admin/units/new", {**form.fields, "kind": "bureau", "reason": "市委编办〔2023〕9号", **fields})


def test_a_new_unit_takes_over_from_two(stack, person, admin):
    """机构改革: one new unit, two old ones end on its day; their leads go over, each row with its event; old reports stay theirs."""
    olds = [row(stack, name) for name in ("市园林和林业局", "市文化和旅游局")]
    ids = ",".join(o["id"] for o in olds)
    tasks = {r["task_id"] for r in stack.sql(f"SELECT task_id FROM task_lead WHERE ended_on IS NULL AND unit_id IN ({ids})")}
    assert len(tasks) > 1
    before = int(stack.sql("SELECT COALESCE(MAX(id), 0) AS n FROM audit_event")[0]["n"])
    answer = birth(admin, name="市文旅和园林局", short="文旅园林局", aliases="文旅园林部门\n市文园局\n", day="2023-4-1",
                   **{f"old.{o['id']}": "1" for o in olds})
    assert answer.status == 303, answer.text[:3000]
    new = row(stack, "市文旅和园林局")
    assert answer.location == f"/admin/units/{new['id']}" and new["code"] in ("", "NULL", None)
    now = {r["task_id"] for r in stack.sql(f"SELECT task_id FROM task_lead WHERE ended_on IS NULL AND unit_id = {new['id']}")}
    assert now == tasks
    assert all(row(stack, o["name"])["stopped_on"] == "2023-04-01" for o in olds)
    assert len(stack.sql(f"SELECT 1 FROM unit_succession WHERE new_id = {new['id']}")) == 2
    assert [r["name"] for r in stack.sql(f"SELECT name FROM unit_alias WHERE unit_id = {new['id']} ORDER BY id")] == ["文旅园林部门", "市文园局"]
    for table in ("unit", "unit_alias", "unit_succession", "task_lead", "target"):
        rows = stack.sql(f"SELECT e.entity_id, e.entity_seq, t.version FROM audit_event e JOIN {table} t ON t.id = e.entity_id"
                         f" WHERE e.id > {before} AND e.etype = '{table}' AND e.action IN ('unit.new', 'unit.alias', 'unit.succeed')")
        assert rows and all(r["entity_seq"] <= r["version"] for r in rows), table
    page = admin.get(answer.location).text
    assert "市园林和林业局 的职责由 <b>市文旅和园林局</b> 承接" in page and "市文园局" in page
    assert "职责由市文旅和园林局承接" in admin.get(f"/admin/units/{olds[0]['id']}").text
    done = stack.ctl("verify")
    assert done.returncode == 0, done.stdout[-2000:]


def test_a_new_group_has_its_members(stack, admin):
    members = [row(stack, name)["id"] for name in ("市商务局", "市财政局")]
    answer = birth(admin, kind="group", name="外贸专班成员单位", short="外贸专班", day="2023-4-1", **{f"member.{m}": "1" for m in members})
    assert answer.status == 303, answer.text[:3000]
    group = row(stack, "外贸专班成员单位")
    assert {r["unit_id"] for r in stack.sql(f"SELECT unit_id FROM unit_member WHERE group_id = {group['id']}")} == set(members)
    assert "外贸专班成员单位" in admin.get(f"/admin/units/{members[0]}").text


@pytest.mark.parametrize("label, fields, field, words", [
    ("no name", {"name": ""}, "name", "请填写名称"), ("no short name", {"short": " "}, "short", "请填写简称"),
    ("no reason", {"reason": ""}, "reason", "请填写理由"), ("tomorrow", {"day": "2023-4-4"}, "day", "不能晚于今天"),
    ("taken", {"name": "市商务局"}, "name", "已是某个单位的名称或别名"), ("its own alias", {"aliases": "市新设局"}, "aliases", "别名与名称相同"),
    ("a long alias", {"aliases": "长" * 65}, "aliases", "别名"),
    ("a bureau has no members", {"member.{m}": "1"}, "members", "只有集合才有成员"),
    ("a group takes nothing over", {"kind": "group", "old.{m}": "1"}, "olds", "集合不承接职责")])
def test_a_new_unit_is_refused_with_words(stack, admin, label, fields, field, words):
    some = row(stack, "市商务局")["id"]
    sent = {"name": "市新设局", "short": "新设局", "day": "2023-4-1", **{k.format(m=some): v for k, v in fields.items()}}
    answer = birth(admin, **sent)
    assert answer.status in (409, 422), label
    assert re.search(rf'<a href="#{field}">[^<]*{words}', answer.text), label
    assert re.search(rf'id="{field}-e">(<span class="vh">错误：</span>)?[^<]*{words}', answer.text), label
    assert stack.sql("SELECT 1 FROM unit WHERE name = '市新设局'") == []


def test_pressed_twice_is_one_unit(stack, admin):
    form = admin.get("/admin/units/new").form("csrf", "rid")
    fields = {**form.fields, "kind": "bureau", "name": "市只此一局", "short": "一局", "day": "2023-4-1", "reason": "文件"}
    first, again = (admin.post("/admin/units/new", fields) for _ in range(2))
    assert first.status == again.status == 303 and first.location == again.location
