"""The change records as their readers see them: the four events of the main job with old and new, filters, paging, and
that an admin sees own deeds only."""
import re

import pytest

from office import Office, decide, words

FIRST = "一月以来完成实验室主体工程，\n新增入驻团队四个。"
MENDED = "一月以来完成实验室主体工程，\n新增入驻团队四个，名单附后。"
COMMENT = "请附团队名单，\n并核对数据口径。"
OTHER = ("kjj1", "dcs1", "zfb2")


@pytest.fixture(scope="module")
def auditor(person):
    return person("sjj1")


@pytest.fixture(scope="module")
def job(stack, person):
    """The main job: handed in, returned, mended, approved with a light of the reviewer's own. Ids of its four events."""
    office = Office(stack, person, "市科技局", "kjj1")
    report = office.hand_in(1, narrative=FIRST)
    assert decide(person("dcs1"), report, "return", comment=COMMENT).status == 303
    office.hand_in(1, narrative=MENDED)
    assert decide(person("dcs2"), report, "approve", light="yellow", comment="略慢于计划").status == 303
    rows = stack.sql(f"SELECT id FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']} ORDER BY id")
    return [int(row["id"]) for row in rows]


def ids(page):
    return [int(m[1]) for m in (re.fullmatch(r"/audit/(\d+)", link) for link in page.links) if m]


def rows_of(page):
    """The words of each row of the list."""
    body = re.search(r"<tbody.*?</tbody>", page.text, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr.*?</tr>", body[0], re.S)] \
        if body else []


def body_rows(page):
    """field → (old, new) of a record's own page, as text."""
    found = {}
    for row in re.findall(r'<th scope="row" role="rowheader">(.*?)</tr>', page.text, re.S):
        name, *cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.split(r"</th>|<td[^>]*>", row)]
        found[name] = tuple(cell for cell in cells if cell)
    return found


def test_the_four_events_of_the_main_job(job, auditor):
    page = auditor.get("/audit?task=1")
    assert page.status == 200 and ids(page)[:4] == job[::-1]
    approved, again, returned, submitted = rows_of(page)[:4]
    assert "郭明 市科技局 提交报送 第 1 项 建设崂山实验室" in submitted and "状态： 未报送 → 待审核" in submitted
    assert "黎军 市政府督查室 退回修改" in returned and "状态： 待审核 → 已退回" in returned and "请附团队名单" in returned
    assert "提交报送" in again and "已退回 → 待审核" in again
    assert "谭素云 市政府督查室 审核通过" in approved and "已通过" in approved and "认定亮灯： （无） → 黄灯" in approved
    assert re.search(r"2023-04-03 \d\d:\d\d:\d\d", submitted) and "127.0.0.1" in submitted


@pytest.mark.parametrize("which, field, old, new", [
    (0, "状态", "未报送", "待审核"), (0, "进展情况", "（无）", FIRST), (0, "报送次数", "0", "1"), (0, "自评亮灯", "（无）", "绿灯"),
    (1, "状态", "待审核", "已退回"), (1, "审核意见", "（无）", COMMENT),
    (2, "状态", "已退回", "待审核"), (2, "进展情况", FIRST, MENDED), (2, "报送次数", "1", "2"),
    (3, "状态", "待审核", "已通过"), (3, "认定亮灯", "（无）", "黄灯"), (3, "审核意见", "（无）", "略慢于计划"),
])
def test_old_and_new_in_full(job, auditor, which, field, old, new):
    assert body_rows(auditor.get(f"/audit/{job[which]}"))[field] == (old, new)


def test_unchanged_fields_are_not_listed(job, auditor):
    assert "自评亮灯" not in body_rows(auditor.get(f"/audit/{job[2]}"))


def test_the_chain_of_one_object(stack, job, auditor):
    """Each page shows its own digest and that of the record before, and leads to its neighbours."""
    digest = {int(r["id"]): r["hash"].lower() for r in stack.sql("SELECT id, HEX(hash) AS hash FROM audit_event")}
    for place, event in enumerate(job):
        page = auditor.get(f"/audit/{event}")
        assert digest[event] in page.text
        assert [digest[other] in page.text for other in job] == [other in (event, job[max(place - 1, 0)]) for other in job]
        near = [job[i] for i in (place - 1, place + 1) if 0 <= i < len(job)]
        assert ids(page) == near, place


def test_facts_of_a_record(stack, job, auditor):
    page = auditor.get(f"/audit/{job[0]}")
    said = words(page)
    request = stack.sql(f"SELECT HEX(req_id) AS r FROM audit_event WHERE id = {job[0]}")[0]["r"].lower()
    for fact in ("市科技局", "郭明", "填报员", "127.0.0.1", "taizhang-client/1", request, "2023年3月"):
        assert fact in said, fact
    assert "/plans/2023/tasks/1" in page.links


def test_targets_are_named_by_their_subject(stack, person, auditor):
    row = stack.sql("SELECT t.no, g.id, g.subject, g.unit_word FROM target g JOIN task t ON t.id = g.task_id "
                    "JOIN unit u ON u.id = g.unit_id WHERE u.name = '市科技局' ORDER BY t.no LIMIT 1")[0]
    office = Office(stack, person, "市科技局", "kjj1")
    report = office.hand_in(int(row["no"]), **{f"value.{row['id']}": "12.5"})
    event = stack.sql(f"SELECT id FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']}")[0]["id"]
    page = auditor.get(f"/audit/{event}")
    assert f"12.5 {row['unit_word']}" in words(page) and f"value.{row['id']}" not in page.text


# ---- filters

FILTERS = [
    ("act=submit", "action = 'report.submit'"),
    ("act=approve", "action = 'report.approve'"),
    ("act=return", "action = 'report.return'"),
    ("act=sign", "action IN ('auth.sign_in', 'auth.sign_out', 'auth.refuse')"),
    ("act=denied", "result <> 'ok'"),
    ("act=people", "etype IN ('person', 'unit')"),
    ("user=郭明", "actor = '郭明'"),
    ("user=素", "actor LIKE '%素%'"),
    ("user=%25", "FALSE"),
    ("unit=市科技局", "actor_unit = '市科技局'"),
    ("ip=10.9", "FALSE"),
    ("from=2023-4-3", "TRUE"),
    ("from=2023/4/4", "FALSE"),
    ("to=20230402", "FALSE"),
    ("to=2023年4月3日", "TRUE"),
    ("from=２０２３-4-3&to=2023-04-03&act=return", "action = 'report.return'"),
    ("task=2&act=approve", "FALSE"),
]


@pytest.mark.parametrize("query, condition", FILTERS)
def test_filters(stack, job, auditor, query, condition):
    import urllib.parse
    quoted = "&".join(f"{k}={urllib.parse.quote(v, safe='%')}" for k, v in (part.split("=") for part in query.split("&")))
    auditor.get("/dashboard")
    wanted = [int(r["id"]) for r in stack.sql(f"SELECT id FROM audit_event WHERE {condition} ORDER BY id DESC LIMIT 50")]
    page = auditor.get("/audit?" + quoted)
    assert ids(page) == wanted and "已忽略" not in page.text
    if not wanted:
        assert "该条件下没有变更记录。" in words(page)


@pytest.mark.parametrize("query", ["from=gestern", "to=2023-13-01", "from=2023-2-29", "act=all", "task=999", "task=x"])
def test_what_is_no_condition_is_ignored_and_said(job, auditor, query):
    page = auditor.get("/audit?" + query)
    assert page.status == 200 and f"已忽略无法识别的条件：{query}" in words(page) and ids(page)


def test_paging_misses_and_repeats_nothing(stack, job, auditor, session):
    """New records may come while somebody turns the pages."""
    seen, page = [], auditor.get("/audit?from=2023-1-1")
    newest = ids(page)[0]
    while True:
        seen += ids(page)
        older = next((link for link in page.links if "before=" in link), None)
        if older is None:
            break
        assert older.startswith("/audit?from=2023-1-1&before=")
        session("kjj2")
        page = auditor.get(older)
    assert seen == [int(r["id"]) for r in stack.sql(f"SELECT id FROM audit_event WHERE id <= {newest} ORDER BY id DESC")]
    assert len(seen) > 100
    back = ids(page)
    while back[0] < newest:
        newer = next(link for link in page.links if "after=" in link)
        page = auditor.get(newer)
        back = ids(page) + back
    known = [int(r["id"]) for r in stack.sql(f"SELECT id FROM audit_event WHERE id <= {back[0]} ORDER BY id DESC")]
    assert back == known[:len(back)]


# ---- who may

def test_an_admin_sees_own_deeds_only(stack, job, person):
    admin = person("zfb1")

    def own_ids():
        """Reading adds to them."""
        return {int(r["id"]) for r in stack.sql("SELECT e.id FROM audit_event e JOIN person p ON p.id = e.person_id WHERE p.login = 'zfb1'")}

    for query in ("", "?user=郭明", "?unit=市科技局", "?task=1", f"?before={job[3] + 1}", f"?after={job[0] - 1}"):
        page = admin.get("/audit" + query.replace("郭明", "%E9%83%AD%E6%98%8E").replace("市科技局", "%E5%B8%82"))
        assert page.status == 200 and set(ids(page)) <= own_ids(), query
    own = own_ids()
    assert set(ids(admin.get("/audit"))) == own and own
    assert "系统管理员只能查看本人的操作记录" in words(admin.get("/audit"))
    assert admin.get(f"/audit/{min(own)}").status == 200
    assert admin.get(f"/audit/{job[0]}").status == 403


@pytest.mark.parametrize("login", OTHER)
def test_others_do_not_read_the_records(job, person, login):
    client = person(login)
    assert client.get("/audit").status == 403 and client.get(f"/audit/{job[0]}").status == 403
    assert "/audit" not in client.get("/dashboard").links


def test_a_denial_is_a_record(stack, job, person, auditor):
    person("kjj1").get("/audit?from=1")
    page = auditor.get("/audit?act=denied")
    row = next(row for row in rows_of(page) if "郭明" in row)  # repeats within a minute are one record: act/repeats.h
    assert "拒绝操作" in row and "角色无此权限" in row and "GET /audit" in row


@pytest.mark.parametrize("path", ["/audit/0", "/audit/999999999", "/audit/x", "/audit/99999999999999999999"])
def test_no_such_record(auditor, path):
    assert auditor.get(path).status == 404
