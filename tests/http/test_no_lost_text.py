"""No text is lost (ux.md 5.1, 5.2; R21, R40): a session that ends in mid-text, a form of another session, another account, two
people in one report, saving by itself, and every sign that people may type."""
import html
import json
import random
import re
import unicodedata

import pytest

from office import Office, words

PLAN, PERIOD = "2023", "2023-03"
UNIT, FIRST, SECOND = "市发展改革委", "fgw1", "fgw2"  # it leads the most tasks
STRIP = "登录成功。超时前填写的内容已恢复，尚未保存。请核对后保存草稿或提交。"
NASTY = "\n第一行 & <b>“引号”'\"</b>\r\n第二行 𠮷𠮷野 \u202eabc\u202c &amp; {{X}} </textarea>"
WANT = NASTY.replace("\r\n", "\n")


def form_of(page, address, name):
    """The page's form that is sent to the address and has the field."""
    return next(form for form in page.forms if form.method == "post" and form.action == address and name in form.fields)


def body(form, button=None, **typed):
    fields = {**form.fields, **typed}
    return {**fields, button[0]: button[1]} if button else fields


def lose_session(client):
    client.cookies.clear()


def sign_in_with(client, page, account, password=None):
    """Fills in the sign-in form of a page, with all that it carries along."""
    form = form_of(page, "/login", "password")
    return client.post("/login", {**form.fields, "username": account.login, "password": password or account.password})


def follow(client, answer):
    """To the page that redirects end at."""
    for _ in range(3):
        if answer.status != 303:
            break
        answer = client.get(answer.location)
    return answer


@pytest.fixture(scope="module")
def places(stack, person):
    """label → (login, page, address, button, name of a field, more fields): one for every kind of form with text."""
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    kjj = Office(stack, person, "市科技局", "kjj1")
    report = kjj.hand_in(no=4, period="2023-03")
    target = stack.sql("SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = 64 ORDER BY g.no LIMIT 1")[0]["id"]
    task, targets = "/plans/2023/tasks/1", "/plans/2023/tasks/64/targets"
    return {
        "report": ("kjj1", f"{task}/reports/2023-03/{unit}/edit", f"{task}/reports/2023-03/{unit}", ("action", "save"), "narrative",
                   {"light": "yellow", "next_steps": "措施"}),
        "report, handing in": ("kjj1", f"{task}/reports/2023-03/{unit}/edit", f"{task}/reports/2023-03/{unit}", ("action", "submit"),
                               "next_steps", {}),
        "all tasks of a unit": ("kjj1", "/plans/2023/periods/2023-03/fill", "/plans/2023/periods/2023-03/fill", ("action", "save"),
                                "narrative.1", {"light.1": "red"}),
        "a work item": ("kjj1", f"{task}/items/{unit}?edit=new", f"{task}/items/{unit}", ("action", "add"), "q1",
                        {"name": "新项目", "person": "王海"}),
        "a target": ("dcs1", targets, f"{targets}/{target}", None, "basis", {}),
        "a new target": ("dcs1", targets, targets, None, "quote", {}),
        "a new period": ("dcs1", "/plans/2023/periods/new", "/plans/2023/periods/new", ("action", "save"), "instructions",
                         {"due": "2023-5-5"}),
        "a period": ("dcs1", "/plans/2023/periods/2023-03/edit", "/plans/2023/periods/2023-03/edit", ("action", "save"),
                     "instructions", {}),
        "a later deadline": ("dcs1", "/plans/2023/periods/2023-03/extend", "/plans/2023/periods/2023-03/extend", None, "reason",
                             {"unit": unit, "due": "2023-4-20 18:00"}),
        "a decision": ("dcs1", f"/reviews/{report['id']}", f"/reviews/{report['id']}", ("decision", "return"), "comment",
                       {"light": "red"}),
        "a problem": ("kjj1", f"{task}/problems/new", f"{task}/problems/new", None, "body", {"title": "用地", "due_on": "2023-4-30"}),
        "an application": ("kjj1", f"{task}/apply/date", f"{task}/apply/date", None, "reason", {"asked": "2024-3-31"}),
        "a practice": ("kjj1", "/practices/new?task=1", "/practices/new", ("action", "save"), "body", {"title": "机制"}),
        "a call": ("dcs1", "/notices/new", "/notices/new", None, "body", {"matter": "报送"}),
        "an instruction": ("zfb2", f"{task}/instruct", f"{task}/instruct", None, "body", {"due_on": "2023-4-30"}),
    }


LABELS = ("report", "report, handing in", "all tasks of a unit", "a work item", "a target", "a new target", "a new period", "a period",
          "a later deadline", "a decision", "a problem", "an application", "a practice", "a call", "an instruction")


def kept_rows(stack):
    return int(stack.sql("SELECT COUNT(*) AS n FROM kept")[0]["n"])


def one_line(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("label", LABELS)
def test_a_session_that_ended_loses_nothing(stack, places, session, accounts, label):
    """403 with the sign-in form, which carries every field; a wrong password keeps them; then the form is back, filled in, and
    nothing is saved."""
    login, where, address, button, name, more = places[label]
    client = session(login)
    form = form_of(client.get(where), address, name)
    typed = {name: NASTY, **more}
    lose_session(client)
    before = stack.sql("CHECKSUM TABLE draft, report, target, period, period_extension, work_item, decision")

    page = client.post(address, body(form, button, **typed))
    assert page.status == 403 and "登录已超时" in page.text and "没有丢失" in page.text
    carried = form_of(page, "/login", "password").fields
    assert carried[f"kept.{name}"] == WANT
    kept = {key[5:] for key in carried if key.startswith("kept.")}
    assert kept == (set(form.fields) | set(typed) | ({button[0]} if button else set())) - {"csrf", "rid"}

    page = sign_in_with(client, page, accounts[login], "wrong")
    assert page.status == 403 and form_of(page, "/login", "password").fields[f"kept.{name}"] == WANT

    answer = sign_in_with(client, page, accounts[login])
    assert answer.status == 303 and re.fullmatch(r"/kept/[\w-]{43}", answer.location)
    page = follow(client, answer)
    assert page.status == 200 and STRIP in page.text, page.text[:3000]
    back = form_of(page, address, name)
    for key, value in {**typed, name: WANT}.items():
        assert back.fields[key] == value, key
    for key in ("rev", "marks", "item"):
        assert back.fields.get(key) == form.fields.get(key), f"{key} is that of the page the person saw"
    assert back.fields["csrf"] != form.fields["csrf"]
    assert stack.sql("CHECKSUM TABLE draft, report, target, period, period_extension, work_item, decision") == before


def test_the_restored_form_can_be_saved(stack, places, session, accounts):
    login, where, address, button, name, _ = places["report"]
    client = session(login)
    form = form_of(client.get(where), address, name)
    lose_session(client)
    page = client.post(address, body(form, button, narrative=NASTY))
    page = follow(client, sign_in_with(client, page, accounts[login]))
    answer = client.post(address, body(form_of(page, address, name), button))
    assert answer.status == 303
    assert form_of(client.get(where), address, name).fields[name] == WANT


def test_another_account_may_read_and_copy(stack, places, session, accounts):
    login, where, address, button, name, _ = places["report"]
    client = session(login)
    form = form_of(client.get(where), address, name)
    lose_session(client)
    page = client.post(address, body(form, button, narrative="接着写的话，很长很长，不能给别人保存。"))
    for other in ("kjj2", "dcs1", "sjj1"):
        client = session(other)
        lose_session(client)
        client.cookies.update({})
        page = client.post(address, body(form, button, narrative="接着写的话，很长很长，不能给别人保存。"))
        answer = sign_in_with(client, page, accounts[other])
        shown = follow(client, answer)
        assert shown.status == 200 and f"以下内容由账号 {login} 填写，当前账号无权保存，可复制后转交" in shown.text, other
        assert "接着写的话" in shown.text and not [f for f in shown.forms if "narrative" in f.fields]
        # Nor into a form by its address.
        there = client.get(f"{where}?kept={answer.location.rsplit('/', 1)[1]}")
        assert "接着写的话" not in there.text


def test_a_form_whose_author_nobody_can_tell_is_only_shown(places, session, accounts):
    login, where, address, button, name, _ = places["report"]
    client = session(login)
    form = form_of(client.get(where), address, name)
    lose_session(client)
    token = form.fields["csrf"].split(".")[0]
    for csrf in ("", token, f"{token}.1-{'A' * 43}"):
        page = client.post(address, body(form, button, narrative="谁写的不知道", csrf=csrf))
        shown = follow(client, sign_in_with(client, page, accounts[login]))
        assert "其他账号填写" in shown.text and "谁写的不知道" in shown.text
        lose_session(client)


def test_a_stale_token_in_a_living_session(stack, places, session, accounts):
    """Signed in anew in another tab: one button brings the form back."""
    login, where, address, button, name, _ = places["report"]
    client = session(login)
    form = form_of(client.get(where), address, name)
    assert client.sign_in(login, accounts[login].password).status == 303
    page = client.post(address, body(form, button, narrative=NASTY))
    assert page.status == 403 and "恢复填写的内容" in page.text
    again = next(f for f in page.forms if f.action == "/kept")
    assert again.fields["kept.narrative"] == WANT
    page = follow(client, client.post("/kept", again.fields))
    assert page.status == 200 and form_of(page, address, name).fields[name] == WANT


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example", "Sec-Fetch-Site": None},
    {"Origin": "null", "Sec-Fetch-Site": None}, {"Origin": None, "Sec-Fetch-Site": None}, {"Origin": None, "Sec-Fetch-Site": "none"}])
def test_a_foreign_page_puts_no_words_into_ours(places, session, headers):
    login, _, address, button, name, _ = places["report"]
    client = session(login)
    for _ in range(2):
        page = client.post(address, {"action": "save", name: "外来的话", "csrf": "x"}, headers)
        assert page.status == 403 and "外来的话" not in page.text
        assert not [f for f in page.forms if any(key.startswith("kept") for key in f.fields)]
        lose_session(client)


def test_what_is_kept_is_of_one_session_and_one_hour(stack, places, session, accounts):
    login, where, address, button, name, _ = places["report"]
    client, thief = session(login), session(login)
    form = form_of(client.get(where), address, name)
    lose_session(client)
    page = client.post(address, body(form, button, narrative="只给一个会话"))
    answer = sign_in_with(client, page, accounts[login])
    assert thief.get(answer.location).status == 404
    assert client.get(answer.location).status == 303
    id_ = answer.location.rsplit("/", 1)[1]
    assert stack.sql(f"SELECT COUNT(*) AS n FROM kept WHERE id_hash = UNHEX(SHA2('{id_}', 256))")[0]["n"] == "1"
    stack.sql("UPDATE kept SET kept_at = kept_at - INTERVAL 61 MINUTE")
    assert client.get(answer.location).status == 404
    late = client.get(f"{where}?kept={id_}")
    assert late.status == 200 and "只给一个会话" not in late.text
    # The next one that is kept sweeps it; signing out drops what is left.
    again = session(login)
    stale = body(form, button, narrative="再来一次")
    page = again.post(address, stale)
    assert again.post("/kept", next(f for f in page.forms if f.action == "/kept").fields).status == 303
    assert stack.sql(f"SELECT COUNT(*) AS n FROM kept WHERE id_hash = UNHEX(SHA2('{id_}', 256))")[0]["n"] == "0"
    mine = kept_rows(stack)
    out = next(f for f in again.get("/dashboard").forms if f.action == "/logout")
    assert again.post("/logout", out.fields).status == 303
    assert kept_rows(stack) == mine - 1


def test_nothing_of_it_is_in_addresses_or_logs(stack, places, session, accounts):
    login, where, address, button, name, _ = places["report"]
    client, word = session(login), "ZQXJKLOST"
    form = form_of(client.get(where), address, name)
    lose_session(client)
    page = client.post(address, body(form, button, narrative=word * 3))
    page = follow(client, sign_in_with(client, page, accounts[login]))
    assert word in page.text
    for log in ("access", "page", "signin", "nginx-error"):
        assert word not in stack.log(log), log
    assert "password" not in stack.sql("SELECT COALESCE(GROUP_CONCAT(fields), '') AS f FROM kept")[0]["f"]


def test_the_form_is_gone(stack, places, session, person, accounts):
    """Handed in by a colleague meanwhile: the page says so, and the text is there to be copied."""
    office = Office(stack, person, "市科技局", "kjj2")
    free = [no for no in office.led() if office.report(no) is None][-1]
    client, address = session("kjj1"), office.path(free, PERIOD)
    form = form_of(client.get(address + "/edit"), address, "narrative")
    lose_session(client)
    page = client.post(address, body(form, ("action", "save"), narrative="我还没有写完的话"))
    office.hand_in(no=free)
    page = follow(client, sign_in_with(client, page, accounts["kjj1"]))
    assert page.status == 200 and "我还没有写完的话" in page.text and STRIP not in page.text
    assert "您刚才填写的内容（没有保存）" in page.text


def test_a_field_that_is_gone(stack, session, accounts):
    """What the form has no place for any more is shown above it."""
    client = session("kjj1")
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    address = f"/plans/2023/tasks/1/reports/2023-03/{unit}"
    form = form_of(client.get(address + "/edit"), address, "narrative")
    lose_session(client)
    page = client.post(address, body(form, ("action", "save"), narrative="在", **{"note.999999": "没有地方的话"}))
    page = follow(client, sign_in_with(client, page, accounts["kjj1"]))
    assert form_of(page, address, "narrative").fields["narrative"] == "在"
    assert "表单中已没有对应栏目的内容" in page.text and "没有地方的话" in page.text


def test_the_largest_form_is_carried(stack, session, accounts, places):
    login, where, address, button, name, _ = places["all tasks of a unit"]
    client = session(login)
    form = form_of(client.get(where), address, name)
    typed = {key: "长" * 2000 for key in form.fields if key.startswith(("narrative.", "next_steps."))}
    lose_session(client)
    page = client.post(address, body(form, button, **typed))
    page = follow(client, sign_in_with(client, page, accounts[login]))
    back = form_of(page, address, name)
    assert {key: back.fields[key] for key in typed} == typed and len(typed) >= 10


# ---- two people in one report (ux.md 5.2, R40)

class Desk:
    """A task of the unit that nobody has touched, and two people at it."""

    def __init__(self, stack, person, office):
        self.stack, self.office = stack, office
        free = stack.sql("SELECT t.no FROM task t JOIN task_lead l ON l.task_id = t.id WHERE l.ended_on IS NULL "
                         f"AND l.unit_id = {office.unit} AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.task_id = t.id AND "
                         "d.unit_id = l.unit_id) ORDER BY (SELECT COUNT(*) FROM target g WHERE g.task_id = t.id AND g.unit_id = "
                         "l.unit_id AND g.ended_on IS NULL) DESC, t.no LIMIT 1")
        self.no = int(free[0]["no"])
        self.path = office.path(self.no, PERIOD)
        self.a, self.b = person(FIRST), person(SECOND)

    def form(self, who):
        return form_of(who.get(self.path + "/edit"), self.path, "narrative")

    def send(self, who, form, action="save", **typed):
        return who.post(self.path, {**form.fields, "action": action, **typed})

    def stored(self):
        return self.form(self.a).fields

    def rev(self):
        rows = self.stack.sql(f"SELECT d.rev FROM draft d JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id "
                              f"WHERE t.no = {self.no} AND d.unit_id = {self.office.unit} AND p.code = '{PERIOD}'")
        return int(rows[0]["rev"]) if rows else 0


@pytest.fixture
def desk(stack, person):
    return Desk(stack, person, Office(stack, person, UNIT, FIRST))


MERGES = [  # label, what B saved first, what A typed, what is stored, words of the strip
    ("a value", {"VALUE": "12"}, {"narrative": "甲"}, {"VALUE": "12", "narrative": "甲"}, "本期值（1 项）"),
    ("a note beside my value", {"NOTE": "乙注"}, {"VALUE": "3"}, {"NOTE": "乙注", "VALUE": "3"}, "指标说明（1 项）"),
    ("different fields", {"narrative": "乙"}, {"next_steps": "甲"}, {"narrative": "乙", "next_steps": "甲"}, "进展情况"),
    ("several of theirs", {"narrative": "乙", "light": "red", "light_reason": "因"}, {"next_steps": "甲"},
     {"narrative": "乙", "light": "red", "light_reason": "因", "next_steps": "甲"}, "进展情况、亮灯、亮灯说明"),
    ("the same words", {"narrative": "同样"}, {"narrative": "同样", "next_steps": "甲"}, {"narrative": "同样", "next_steps": "甲"}, None),
    ("they emptied what I left", {"narrative": ""}, {"next_steps": "甲"}, {"narrative": "", "next_steps": "甲"}, "进展情况"),
    ("I changed nothing", {"narrative": "乙"}, {}, {"narrative": "乙"}, "进展情况"),
]


@pytest.mark.parametrize("label, theirs, mine, want, taken", MERGES, ids=[m[0] for m in MERGES])
def test_what_only_one_changed_is_merged(desk, label, theirs, mine, want, taken):
    value = next((name for name in desk.form(desk.a).fields if name.startswith("value.")), None)
    assert value or "VALUE" not in mine | theirs, "a task with a target is wanted here"
    names = {"VALUE": value, "NOTE": (value or "").replace("value.", "note.")}

    def named(fields):
        return {names.get(name, name): text for name, text in fields.items()}

    assert desk.send(desk.a, desk.form(desk.a), narrative="起", next_steps="步").status == 303
    form = desk.form(desk.a)
    assert desk.send(desk.b, desk.form(desk.b), **named(theirs)).status == 303
    answer = desk.send(desk.a, form, **named(mine))
    assert answer.status == 303, words(answer)[:800]
    page = desk.a.get(answer.location)
    if taken:
        assert re.search(rf"已保存，并合入同事 \S+ 4月3日 \d+:\d+ 修改的“{re.escape(taken)}”", html.unescape(page.text))
    else:
        assert "已保存草稿（" in page.text
    now = form_of(page, desk.path, "narrative").fields
    assert {name: now[name] for name in named(want)} == named(want)


def clash(desk, mine="甲", theirs="乙", **more):
    """Both changed the narrative; the page that asks."""
    desk.send(desk.a, desk.form(desk.a), narrative="起", next_steps="步")
    form = desk.form(desk.a)
    desk.send(desk.b, desk.form(desk.b), narrative=theirs, **more)
    page = desk.send(desk.a, form, narrative=mine)
    assert page.status == 409 and "您和他人同时修改了 1 个项目" in page.text
    return page


CHOICES = [("theirs", {"pick.narrative": "theirs"}, "乙"), ("mine", {"pick.narrative": "mine"}, "甲"),
           ("both", {"pick.narrative": "both", "narrative": "甲和乙"}, "甲和乙"),
           ("brought together without a word", {"narrative": "甲与乙"}, "甲与乙"),
           ("mine after all, though the box was changed", {"pick.narrative": "mine", "narrative": "别的"}, "甲")]


@pytest.mark.parametrize("label, typed, want", CHOICES, ids=[c[0] for c in CHOICES])
def test_what_both_changed_is_chosen_field_by_field(desk, label, typed, want):
    page = clash(desk, light="red")
    assert "已自动合并 1 项" in page.text and "同事" in page.text
    form = form_of(page, desk.path, "narrative")
    assert (form.fields["mine.narrative"], form.fields["theirs.narrative"], form.fields["light"]) == ("甲", "乙", "red")
    assert desk.send(desk.a, form, **typed).status == 303
    now = desk.stored()
    assert (now["narrative"], now["light"], now["next_steps"]) == (want, "red", "步")


def test_without_a_choice_it_asks_again(desk):
    form = form_of(clash(desk), desk.path, "narrative")
    rev = desk.rev()
    for _ in range(3):
        page = desk.send(desk.a, form)
        assert page.status == 409 and "请逐项选择采用哪一方的内容" in page.text and desk.rev() == rev
        form = form_of(page, desk.path, "narrative")
        assert (form.fields["mine.narrative"], form.fields["theirs.narrative"]) == ("甲", "乙")
    assert desk.send(desk.a, form, **{"pick.narrative": "theirs"}).status == 303
    assert desk.stored()["narrative"] == "乙"


def test_a_second_clash_asks_again(desk):
    form = form_of(clash(desk), desk.path, "narrative")
    desk.send(desk.b, desk.form(desk.b), narrative="乙又改", next_steps="乙的措施")
    page = desk.send(desk.a, form, **{"pick.narrative": "both", "narrative": "甲和乙"})
    assert page.status == 409
    form = form_of(page, desk.path, "narrative")
    assert (form.fields["mine.narrative"], form.fields["theirs.narrative"]) == ("甲和乙", "乙又改")
    assert form.fields["next_steps"] == "乙的措施", "which only they changed"
    assert desk.send(desk.a, form, **{"pick.narrative": "mine"}).status == 303
    assert (desk.stored()["narrative"], desk.stored()["next_steps"]) == ("甲和乙", "乙的措施")


def test_a_form_without_marks_is_asked_about_every_difference(desk):
    desk.send(desk.a, desk.form(desk.a), narrative="起")
    form = desk.form(desk.a)
    desk.send(desk.b, desk.form(desk.b), next_steps="乙")
    for base in ("", "x" * 500, "A" * 11):
        page = desk.send(desk.a, form, narrative="甲", marks=base)
        assert page.status == 409 and "您和他人同时修改了 2 个项目" in page.text
    form.fields.pop("marks")
    assert desk.send(desk.a, form, narrative="甲").status == 409
    assert desk.stored()["next_steps"] == "乙"


def test_handing_in_what_a_colleague_changed_meanwhile(desk):
    """The merged report is shown once more, and only then handed in."""
    form = desk.form(desk.a)
    good = {name: "16" for name in form.fields if name.startswith("value.")}
    good.update(narrative="一是召开推进会两次，二是走访企业三十家，三是完成前期工作。", light="green")
    page = desk.send(desk.a, form, "check", **good)
    ready = form_of(page, desk.path, "narrative")
    desk.send(desk.b, desk.form(desk.b), next_steps="乙补的措施")
    page = desk.send(desk.a, ready, "submit")
    assert page.status == 200 and "乙补的措施" in page.text and "已合入同事" in page.text
    assert desk.office.report(desk.no) is None
    assert desk.send(desk.a, form_of(page, desk.path, "narrative"), "submit").status == 303
    assert desk.office.report(desk.no)["state"] == "submitted"


def test_a_restored_form_is_merged_as_well(desk, session, accounts):
    """The session ends, a colleague saves, the form comes back: it still knows what it began with."""
    desk.send(desk.a, desk.form(desk.a), narrative="起", next_steps="步")
    client = session(FIRST)
    form = desk.form(client)
    lose_session(client)
    page = desk.send(client, form, narrative="甲接着写")
    desk.send(desk.b, desk.form(desk.b), next_steps="乙的措施")
    page = follow(client, sign_in_with(client, page, accounts[FIRST]))
    assert desk.send(client, form_of(page, desk.path, "narrative")).status == 303
    assert (desk.stored()["narrative"], desk.stored()["next_steps"]) == ("甲接着写", "乙的措施")


def test_two_people_many_times(desk):
    """R40: each success is one revision, and whoever loses sees both texts."""
    forms = {who: desk.form(who) for who in (desk.a, desk.b)}
    good = lost = 0
    for n in range(60):
        who = desk.a if n % 3 else desk.b
        answer = desk.send(who, forms[who], narrative=f"第 {n} 次")
        if answer.status == 303:
            good += 1
            forms[who] = desk.form(who)
        else:
            lost += 1
            form = form_of(answer, desk.path, "narrative")
            assert form.fields["mine.narrative"] == f"第 {n} 次" and form.fields["theirs.narrative"] == desk.stored()["narrative"]
            forms[who] = form
            assert desk.send(who, form, **{"pick.narrative": "mine"}).status == 303
            good += 1
            forms[who] = desk.form(who)
    assert desk.rev() == good and lost >= 20


def test_rows_of_the_page_of_all_tasks_are_merged(stack, person):
    office = Office(stack, person, UNIT, FIRST)
    a, b, path = person(FIRST), person(SECOND), f"/plans/{PLAN}/periods/{PERIOD}/fill"
    form = form_of(a.get(path), path, "period")
    no = next(name.split(".")[1] for name in form.fields if name.startswith("narrative."))
    alone = office.path(int(no), PERIOD)
    b.post(alone, {**form_of(b.get(alone + "/edit"), alone, "narrative").fields, "action": "save", "light": "yellow", "narrative": "乙写的"})
    answer = a.post(path, {**form.fields, "action": "save", f"next_steps.{no}": "甲写的"})
    assert answer.status == 303, words(answer)[:500]
    assert "其中 1 项合入了同事刚才的修改" in a.get(path).text
    now = form_of(a.get(alone + "/edit"), alone, "narrative").fields
    assert (now["narrative"], now["light"], now["next_steps"]) == ("乙写的", "yellow", "甲写的")


# ---- saving by itself

def auto(desk, who, form, **typed):
    answer = desk.send(who, form, "autosave", **typed)
    return answer.status, json.loads(answer.text) if answer.header("content-type").startswith("application/json") else answer.text


def test_it_saves_by_itself(desk):
    form = desk.form(desk.a)
    events = desk.stack.sql("SELECT COUNT(*) AS n FROM audit_event")
    status, told = auto(desk, desk.a, form, narrative="写着写着")
    assert (status, told["rev"]) == (200, "1") and told["at"].startswith("4月3日 ") and re.fullmatch(r"4月3日 \d\d:\d\d", told["until"])
    form.fields.update(narrative="写着写着", rev=told["rev"], marks=told["marks"])
    status, told = auto(desk, desk.a, form, narrative="写着写着写完了")
    assert (status, told["rev"]) == (200, "2")
    form.fields.update(rev=told["rev"], marks=told["marks"], narrative="写着写着写完了")
    assert desk.stored()["narrative"] == "写着写着写完了"
    # The marks go on, too: a colleague's other field is merged by the next press.
    desk.send(desk.b, desk.form(desk.b), light="red")
    assert desk.send(desk.a, form, narrative="我再改").status == 303
    assert (desk.stored()["narrative"], desk.stored()["light"]) == ("我再改", "red")
    assert desk.stack.sql("SELECT COUNT(*) AS n FROM audit_event") == events, "no event is made"


def test_it_stops_when_somebody_else_saved(desk):
    form = desk.form(desk.a)
    desk.send(desk.b, desk.form(desk.b), next_steps="乙")
    status, told = auto(desk, desk.a, form, narrative="甲")
    assert status == 409 and told["by"] and told["at"].startswith("4月3日 ")
    assert desk.stored()["narrative"] == "" and desk.rev() == 1


def test_what_it_refuses(desk, person, anyone):
    form = desk.form(desk.a)
    status, told = auto(desk, desk.a, form, narrative="长" * 2001)
    assert status == 422 and told == {"long": "1"} and desk.rev() == 0
    assert auto(desk, desk.a, form, csrf="x")[0] == 403
    assert auto(desk, anyone, form)[0] == 403
    csrf = person("swj1").get("/dashboard").form("csrf").fields["csrf"]
    assert auto(desk, person("swj1"), form, csrf=csrf)[0] == 403


# ---- R21

def signs():
    """Characters that people may type: of every plane, without control signs and halves of pairs."""
    plain = [chr(c) for c in range(0x20, 0x110000) if unicodedata.category(chr(c)) not in ("Cc", "Cs", "Cn", "Co")]
    four_bytes = [c for c in plain if ord(c) > 0xFFFF]
    right_to_left = [c for c in plain if unicodedata.bidirectional(c) in ("R", "AL", "RLE", "RLO", "PDF", "RLI", "PDI")]
    nasty = list("\n\n\t\"'&<>`{}%\\;#+= \u3000\u2028\u2029\ufeff\u200d\u0301") + ["&amp;", "&#10;", "&lt", "</textarea>", "{{X}}", "<!--", "%00"]
    return plain, four_bytes, right_to_left, nasty


def texts(how_many):
    dice = random.Random(21)
    kinds = signs()
    for _ in range(how_many):
        yield "".join(dice.choice(kind) for kind in dice.choices(kinds, weights=(3, 2, 1, 4), k=dice.randrange(1, 80)))


def test_a_thousand_texts_come_back_byte_for_byte(stack, person):
    """Through the form, the database and the form again, many a request; then again as the form gave them out."""
    client, path = person(FIRST), f"/plans/{PLAN}/periods/2023-02/fill"
    form = form_of(client.get(path), path, "period")
    areas = [name for name in form.fields if name.startswith(("narrative.", "next_steps."))]
    lines = [name for name in form.fields if name.startswith(("note.", "light_reason."))]
    todo, seen = list(texts(1000)), 0
    while todo:
        typed = {name: todo.pop() for name in areas if todo}
        typed.update({name: todo.pop().replace("\n", " ")[:150] for name in lines if todo})
        for _ in range(2):
            assert client.post(path, {**form.fields, **typed, "action": "save"}).status == 303
            form = form_of(client.get(path), path, "period")
            wrong = {name: (text, form.fields[name]) for name, text in typed.items() if form.fields[name] != text}
            assert not wrong, wrong
        seen += len(typed)
    assert seen == 1000
