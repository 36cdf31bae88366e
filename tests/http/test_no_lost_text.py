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
UNIT, FIRST, SECOND = "市教育局", "jyj1", "jyj2"
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
    }


LABELS = ("report", "report, handing in", "all tasks of a unit", "a work item", "a target", "a new target", "a new period", "a period",
          "a later deadline", "a decision")


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
    for key in ("rev", "base", "item"):
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
