"""The daily digest: one a person and day, only when something is due; its mail through a real SMTP server: nothing twice,
nothing lost while the server is away."""
import email
import email.policy
import json
import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from office import words
from stack import free_port

FILERS = ("swj1", "swj2", "kjj1")
DAY_ONE, DAY_TWO, DAY_OFF = "2023-04-03 07:30", "2023-04-04 07:30", "2023-04-08 07:30"


class Mailbox:
    """A mail server that keeps what it gets; refuse: address → answer."""

    def __init__(self):
        self.got, self.refuse, self.users = [], {}, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802
        self.got.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.users.append(getattr(session, "login_data", None))
        return "250 taken"


class Server:
    """tls: a certificate's files; then STARTTLS and a password are asked for."""

    def __init__(self, port, box, tls=None):
        context = None
        if tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*tls)

        class Ours(Controller):
            def factory(self):
                return SMTP(box, tls_context=context, require_starttls=bool(tls), auth_required=bool(tls), authenticator=check)

        def check(_server, _session, _envelope, _mechanism, data):
            return AuthResult(success=data.login == b"taizhang" and data.password == b"right", auth_data=data.login)

        self.controller = Ours(box, hostname="127.0.0.1", port=port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_why):
        self.controller.stop()


class Post:
    """taizhangctl with mail set up."""

    def __init__(self, stack, port):
        self.stack, self.port = stack, port
        self.conf("plain", f"server=smtp://127.0.0.1:{port}\n")
        self.name = "plain"

    def conf(self, name, lines):
        with open(self.stack.path("etc", "taizhang.conf"), encoding="utf-8") as file:
            text = file.read()
        with open(self.stack.path("etc", f"mail-{name}.conf"), "w", encoding="utf-8") as file:
            file.write(f"{text}\n[mail]\n{lines}from=taizhang@example.gov.cn\ndomain=example.gov.cn\ntimeout_seconds=5\n")

    def ctl(self, *arguments, name="plain"):
        return subprocess.run([f"{self.stack.programs}/taizhangctl", "--config", self.stack.path("etc", f"mail-{name}.conf"), *arguments],
                              text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def digest(self, day, name="plain"):
        done = self.ctl("digest", "--now", day, name=name)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, state=None):
        where = f"WHERE state = '{state}'" if state else ""
        return self.stack.sql(f"SELECT mark, state, tries, last_error FROM mail_out {where} ORDER BY id")


@pytest.fixture(scope="module")
def post(stack, person):
    for login in FILERS:
        assert person(login).get("/dashboard").status == 200  # only who has signed in once is known
    return Post(stack, free_port())


@pytest.fixture
def outbox(stack, post):
    """The mails of three filers of one day, waiting; as if nothing had been sent before."""
    stack.sql_as(None, "DELETE FROM mail_out; TRUNCATE reminder")
    post.day = "2023-04-03"
    post.digest(DAY_ONE)
    assert len(post.rows("waiting")) >= len(FILERS)
    return post


def send(post, clock="08:00", name="plain"):
    return post.ctl("mail", "--now", f"{post.day} {clock}", name=name)


def test_one_a_person_and_day_whoever_asks_at_once(stack, post):
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda _: post.digest(DAY_ONE), range(3)))
    made = sum(int(text.split("提醒 ")[1].split(" 人")[0]) for text in said)
    rows = stack.sql("SELECT person_id, day, due, overdue FROM reminder WHERE day = '2023-04-03'")
    assert made == len(rows) >= len(FILERS) and len({row["person_id"] for row in rows}) == len(rows)
    assert all(int(row["due"]) >= int(row["overdue"]) > 0 for row in rows)
    events = stack.sql("SELECT COUNT(*) AS n FROM audit_event e JOIN reminder r ON r.id = e.entity_id WHERE e.etype = 'reminder' AND r.day = '2023-04-03'")
    assert int(events[0]["n"]) == len(rows)
    assert len({row["mark"] for row in post.rows()}) == len(post.rows()) == len(rows)
    assert "提醒 0 人" in post.digest(DAY_ONE)


def test_days_off_are_quiet(post):
    assert "不是工作日" in post.digest(DAY_OFF)


def test_home_and_the_page_of_reminders(post, person):
    post.digest(DAY_ONE)
    home = person("swj1").get("/dashboard")
    assert "今日提醒" in words(home) and "/reminders" in home.links
    page = words(person("swj1").get("/reminders"))
    assert "2023年4月3日" in page and "进展报送" in page and "邮件等待发送" in page
    assert "今日提醒" not in words(person("sjj1").get("/dashboard"))
    assert "邮件未启用" in words(person("dcs1").get("/reminders"))  # the workers' configuration has no server


def things(stack, login, day):
    """{address: words} of a digest."""
    rows = stack.sql(f"SELECT r.things FROM reminder r JOIN person b ON b.id = r.person_id WHERE b.login = '{login}' AND r.day = '{day}'")
    return {address: text for text, _due, address in json.loads(rows[0]["things"])} if rows else {}


def raise_problem(person, title):
    path = "/plans/2023/tasks/1/problems/new"
    form = person("kjj1").get(path).form("title", "body")
    return person("kjj1").send(form, None, path, fields={"title": title, "body": "用地规划许可尚未核发。", "level": "department",
                                                         "due_on": "2023-4-10"}).location


def move(client, path, name, **fields):
    form = next(f for f in client.get(f"{path}?move={name}").forms if f.fields.get("move") == name)
    assert client.send(form, None, path + "/transition", fields=fields).status == 303


def instruct(person):
    path = "/plans/2023/tasks/1/instruct"
    form = person("zfb2").get(path).form("csrf", "rid")
    return person("zfb2").post(path, {**form.fields, "body": "请逐月排出计划。", "due_on": "2023-4-10"}).location


def test_problems_go_to_who_holds_the_step_and_instructions_to_the_unit(stack, post, person):
    person("dcs1").get("/dashboard")
    found, solved, told = raise_problem(person, "实验室用地"), raise_problem(person, "设备采购资金"), instruct(person)
    move(person("kjj1"), solved, "solve", words="每周对接。", due_on="2023-4-10")
    move(person("kjj1"), solved, "answer", words="已到位。")
    post.digest("2023-04-10 07:30")
    unit, office, other = (things(stack, login, "2023-04-10") for login in ("kjj1", "dcs1", "swj1"))
    assert unit[found] == "第 1 项 问题发现：实验室用地" and unit[told] == "领导批示签收：请逐月排出计划。"
    assert solved not in unit and found not in office and told not in office
    assert office[solved] == "第 1 项 问题反馈：设备采购资金"
    assert not {found, solved, told} & set(other)
    assert found in person("kjj1").get("/reminders").links


def test_without_a_server_nothing_is_put_in_the_outbox(stack, post):
    before = len(post.rows())
    done = stack.ctl("digest", "--now", DAY_TWO)
    assert done.returncode == 0 and "提醒" in done.stdout, done.stderr
    assert len(post.rows()) == before
    assert "邮件未启用" in stack.ctl("mail").stdout


def test_nothing_is_lost_while_the_server_is_away_and_nothing_goes_twice(outbox):
    down = send(outbox)
    assert down.returncode == 1 and "all is kept" in down.stderr
    waiting = outbox.rows("waiting")
    assert len(waiting) == len(outbox.rows()) and [row["tries"] for row in waiting].count("1") == 1
    box = Mailbox()
    with Server(outbox.port, box):
        with ThreadPoolExecutor(3) as pool:
            done = list(pool.map(lambda _: send(outbox, "08:10"), range(3)))
        assert [d.returncode for d in done] == [0, 0, 0], done[0].stderr
        assert "发出 0 封" in send(outbox, "08:20").stdout
    assert len(box.got) == len(outbox.rows("sent")) == len(waiting)
    assert len({mail["Message-ID"] for mail in box.got}) == len(box.got)


def test_what_the_mail_says(outbox):
    box = Mailbox()
    with Server(outbox.port, box):
        assert send(outbox).returncode == 0
    mail = next(m for m in box.got if "swj1@example.gov.cn" in m["To"])
    assert "项工作临近时限" in mail["Subject"] and "已过时限" in mail["Subject"]
    assert mail["Message-ID"].startswith(f"<digest-{outbox.day}-") and mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    assert "市商务局有" in text and "进展报送" in text and outbox.stack.origin + "/plans/2023/tasks/" in text
    assert max(len(line) for line in mail.as_bytes().splitlines()) <= 78


def test_one_mailbox_that_is_gone_and_one_that_is_full(outbox):
    box = Mailbox()
    box.refuse = {"swj1@example.gov.cn": "550 no such user", "swj2@example.gov.cn": "451 try later"}
    with Server(outbox.port, box):
        done = send(outbox)
        assert done.returncode == 0 and "稍后再试 1 封，不能投递 1 封" in done.stdout, done.stdout + done.stderr
        failed, later = outbox.rows("failed"), outbox.rows("waiting")
        assert len(failed) == len(later) == 1 and "550" in failed[0]["last_error"] and "451" in later[0]["last_error"]
        box.refuse = {}
        assert "发出 0 封" in send(outbox, "08:00").stdout  # not before its time
        assert "发出 1 封" in send(outbox, "08:02").stdout
    assert len(box.got) == len(outbox.rows("sent")) == len(outbox.rows()) - 1


def test_whoever_died_with_a_mail_in_his_hands_loses_it_to_the_next(stack, outbox):
    box = Mailbox()
    mark = outbox.rows()[0]["mark"]
    stack.sql_as(None, f"UPDATE mail_out SET state = 'sending', tries = 1, next_at = '{outbox.day} 00:05:00' WHERE mark = '{mark}'")
    with Server(outbox.port, box):
        send(outbox, "08:04")
        assert mark not in "".join(m["Message-ID"] for m in box.got)
        send(outbox, "08:06")
    assert [m["Message-ID"] for m in box.got].count(f"<{mark}@example.gov.cn>") == 1
    assert len(outbox.rows("sent")) == len(outbox.rows())


def test_three_days_then_it_is_told(outbox, person):
    late = f"{outbox.day[:8]}{int(outbox.day[8:]) + 4:02} 08:00"
    assert outbox.ctl("mail", "--now", late).returncode == 1
    assert [row["state"] for row in outbox.rows()].count("failed") == 1
    assert "不能投递" in words(person("dcs1").get("/reminders"))


@pytest.fixture(scope="module")
def certificate(stack):
    key, crt = stack.path("etc", "mail.key"), stack.path("etc", "mail.crt")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", crt], check=True, capture_output=True)
    return crt, key


@pytest.mark.parametrize("label, ca, password, goes", [("all right", None, "right", True), ("wrong password", None, "wrong", False),
                                                      ("a server that we do not know", "other", "right", False)])
def test_tls_and_password(stack, outbox, certificate, label, ca, password, goes):
    secret = stack.path("etc", "mail-password")
    with open(secret, "w", encoding="ascii") as file:
        file.write(password + "\n")
    ca_file = certificate[0] if ca is None else stack.path("etc", "none.crt")
    if ca is not None:
        with open("/etc/ssl/certs/ca-certificates.crt", "rb") as source, open(ca_file, "wb") as file:
            file.write(source.read())
    outbox.conf("tls", f"server=smtp://127.0.0.1:{outbox.port}\nstarttls=true\nca_file={ca_file}\nuser=taizhang\npassword_file={secret}\n")
    box = Mailbox()
    with Server(outbox.port, box, certificate):
        done = send(outbox, name="tls")
    assert (done.returncode == 0) == goes, f"{label}: {done.stdout} {done.stderr}"
    assert len(box.got) == (len(outbox.rows()) if goes else 0)
    assert len(outbox.rows("waiting")) == (0 if goes else len(outbox.rows()))
    assert password not in done.stdout + done.stderr + "".join(row["last_error"] for row in outbox.rows())


def test_a_password_never_goes_in_the_clear(outbox):
    outbox.conf("clear", f"server=smtp://127.0.0.1:{outbox.port}\nuser=taizhang\npassword_file=/dev/null\n")
    done = send(outbox, name="clear")
    assert done.returncode != 0 and "smtps:// or starttls=true" in done.stderr
