"""Units as master data: names with their days, groups, 机构改革 in one transaction, nothing without a reason."""
import os

import pytest

from stack import ROOT


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
    assert deed(stack, admin, "市民营经济局", "stop").status == 409
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
