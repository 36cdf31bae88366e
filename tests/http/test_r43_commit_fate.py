"""A worker whose line to the database breaks, lies or dawdles: each deed happens wholly and once, or not at all, and the person is
told which (R42, R43, R44, R51, R53, R54; F4, F5). Between the two stands tests/faultproxy."""
import base64
import os
import sys
import threading
import time

import pytest

from http_client import wait_for
from office import Office, review_form
from stack import ROOT
from worker import Through, Worker

sys.path.insert(0, os.path.join(ROOT, "tests", "faultproxy"))
from faultproxy import FaultProxy  # noqa: E402

BEGIN, COMMIT = b"START TRANSACTION", b"\x03COMMIT"
FORKS = 2
FORGIVEN = 1.2  # a worker asks a server that was silent again after a second
WATCHED = "report, report_version, report_value, report_item, decision, draft, work_item, audit_event"


def refusal(code, state=b"HY000"):
    """MariaDB's own words for no: an ERR packet, as the first answer to a command (protocol: ERR_Packet)."""
    words = b"\xff" + code.to_bytes(2, "little") + b"#" + state + b"by the test"
    return len(words).to_bytes(3, "little") + b"\x01" + words


@pytest.fixture(scope="module")
def proxy(stack):
    with FaultProxy("unix:" + stack.path("run", "mariadb.sock"), "unix:" + stack.path("run", "faulty.sock")) as door:
        yield door


@pytest.fixture(scope="module")
def worker(stack, proxy):
    with Worker(stack, "page", {"socket": stack.path("run", "faulty.sock"), "watchdog_seconds": "4"}, FORKS) as page:
        wait_for("a worker", 10, lambda: page.ask("GET", "/healthz")[0] == 200)
        yield page
        assert "Sanitizer" not in page.said(), page.said()[-5000:]


@pytest.fixture(autouse=True)
def healed(proxy):
    yield
    proxy.heal()


@pytest.fixture(scope="module")
def office(stack, person):
    """.places: tasks and periods that nobody has touched."""
    one = Office(stack, person, "市发展改革委", "fgw1")
    one.places = iter([(no, period) for period in ("2023-01", "2023-02", "2023-03") for no in one.led()])
    return one


@pytest.fixture(scope="module")
def filer(worker, person):
    return Through(worker, person("fgw1"))


@pytest.fixture(scope="module")
def supervisor(worker, person):
    return Through(worker, person("dcs1"))


def marks(stack):
    return stack.sql(f"CHECKSUM TABLE {WATCHED}")


def events(stack, form):
    """How many events the deed of this form has left."""
    text = form.fields["rid"]
    request = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).hex()
    return int(stack.sql(f"SELECT COUNT(*) AS n FROM audit_event WHERE req_id = x'{request}'")[0]["n"])


class Deed:
    """A form that was opened while all was well; press() sends it, as often as wanted."""

    def __init__(self, client, form, button, path, leaves, **fields):
        self.client, self.form, self.button, self.path, self.leaves, self.fields = client, form, button, path, leaves, fields

    def press(self):
        return self.client.send(self.form, self.button, self.path, fields=self.fields)


def report_fields(form):
    return {**{name: "16" for name in form.fields if name.startswith("value.")}, "narrative": "一是完成前期论证和选址，二是召开现场推进会两次，三是走访企业。",
            "light": "green", "next_steps": "下月继续推进。"}


def edit_form(filer, path):
    return filer.get(path + "/edit").form("rev", "narrative")


def saving(office, filer, supervisor):
    path = office.path(*next(office.places))
    form = edit_form(filer, path)
    return Deed(filer, form, ("action", "save"), path, 0, **report_fields(form))


def submitting(office, filer, supervisor):
    path = office.path(*next(office.places))
    form = edit_form(filer, path)
    return Deed(filer, form, ("action", "submit"), path, 1, **report_fields(form))


def withdrawing(office, filer, supervisor):
    place = next(office.places)
    office.hand_in(*place)
    form = next(f for f in filer.get(office.path(*place)).forms if f.offers("action", "withdraw"))
    return Deed(filer, form, ("action", "withdraw"), office.path(*place), 1)


def returning(office, filer, supervisor):
    report = office.hand_in(*next(office.places))
    return Deed(supervisor, review_form(supervisor, report), ("decision", "return"), f"/reviews/{report['id']}", 1,
                comment="请补充数据口径后重报。")


def listing(office, filer, supervisor):
    path = f"/plans/2023/tasks/{next(office.places)[0]}/items/{office.unit}"
    return Deed(filer, filer.get(path + "?edit=new").form("rev", "name"), ("action", "add"), path, 1, name="重大项目现场服务",
                person="王海", starts_on="2023-4-5", due_on="2023-9-30", q2="走访 20 家")


DEEDS = [saving, submitting, withdrawing, returning, listing]


@pytest.fixture
def deed(request, office, filer, supervisor):
    """The forms are fetched through both workers, so that each has a line to the server and the plan in its memory."""
    for _ in range(2 * FORKS):
        filer.get("/dashboard")
    return request.param(office, filer, supervisor)


def done_once(stack, deed, before):
    """It is stored, once; pressing again changes nothing."""
    after = marks(stack)
    assert after != before and events(stack, deed.form) == deed.leaves
    again = deed.press()
    assert again.status == 303, again.status
    assert marks(stack) == after, "the second press did something"


# ---- R43: nobody knows whether the COMMIT came through

@pytest.mark.parametrize("deed", DEEDS, indirect=True, ids=lambda d: d.__name__)
@pytest.mark.parametrize("heard", [False, True], ids=["commit lost", "answer lost"])
def test_r43_the_line_breaks_at_commit(stack, proxy, deed, heard):
    """Whether or not the server has heard it, the person sees what is true: it is stored, once."""
    before = marks(stack)
    with proxy.fault("cut", side="up", pattern=COMMIT, after=heard, times=1) as cut:
        answer = deed.press()
    assert cut.hits == 1 and answer.status == 303, answer.status
    done_once(stack, deed, before)


@pytest.mark.parametrize("deed", [submitting, listing], indirect=True, ids=lambda d: d.__name__)
@pytest.mark.parametrize("heard", [False, True], ids=["commit lost", "answer lost"])
def test_r43_and_the_server_stays_away(stack, proxy, deed, heard):
    """Nobody can know: 503, the text is on the page, and pressing again when it is back does it once."""
    before = marks(stack)
    proxy.set("cut", side="up", pattern=COMMIT, after=heard, times=1, then={"kind": "refuse"})
    answer = deed.press()
    assert answer.status == 503 and all(typed in answer.text for typed in deed.fields.values() if len(typed) > 10)
    proxy.heal()
    time.sleep(FORGIVEN)
    assert (marks(stack) != before) == heard
    assert deed.press().status == 303
    done_once(stack, deed, before)


@pytest.mark.parametrize("deed", [submitting, returning], indirect=True, ids=lambda d: d.__name__)
def test_r43_silence_after_commit(stack, proxy, deed):
    """The server has it, but is not heard any more, nor on a new line: 503 with the text. The next press finds it done."""
    before = marks(stack)
    proxy.set("delay", side="up", pattern=COMMIT, times=1, then={"kind": "stall", "side": "down"})
    began = time.monotonic()
    answer = deed.press()
    assert answer.status == 503 and time.monotonic() - began < 3.5, (answer.status, time.monotonic() - began)
    assert all(typed in answer.text for name, typed in deed.fields.items() if name in ("narrative", "comment"))
    proxy.heal()
    time.sleep(FORGIVEN)
    assert deed.press().status == 303
    done_once(stack, deed, before)


# ---- R42: the server says no

AGAIN = {1213: b"40001", 1205: b"HY000", 1020: b"HY000", 1047: b"08S01"}


@pytest.mark.parametrize("deed", [submitting], indirect=True, ids=lambda d: d.__name__)
@pytest.mark.parametrize("code", AGAIN)
@pytest.mark.parametrize("command", [0, 3, "commit"])
def test_r42_said_once_it_is_tried_again(stack, proxy, deed, code, command):
    """A deadlock, a lock wait, a snapshot conflict, Galera's not-now: all from the top, and the person notices nothing."""
    before = marks(stack)
    meant = {"pattern": COMMIT} if command == "commit" else {"since": BEGIN, "skip": command}
    with proxy.fault("say", side="up", times=1, answer=refusal(code, AGAIN[code]), **meant) as said:
        answer = deed.press()
    assert said.hits == 1 and answer.status == 303, (said.hits, answer.status)
    done_once(stack, deed, before)


@pytest.mark.parametrize("deed", [submitting], indirect=True, ids=lambda d: d.__name__)
@pytest.mark.parametrize("code", AGAIN)
def test_r42_said_always_it_ends_after_three_tries(stack, proxy, deed, code):
    before = marks(stack)
    with proxy.fault("say", side="up", pattern=COMMIT, answer=refusal(code, AGAIN[code])) as said:
        answer = deed.press()
    assert said.hits == 3 and answer.status == 503 and deed.fields["narrative"] in answer.text
    assert marks(stack) == before and events(stack, deed.form) == 0
    assert deed.press().status == 303
    done_once(stack, deed, before)


# ---- R44: an error at the n-th command of every deed

@pytest.mark.parametrize("deed", DEEDS, indirect=True, ids=lambda d: d.__name__)
def test_r44_an_error_at_each_command_leaves_nothing_half(stack, proxy, deed):
    """1114, a full table: not one to try again on. Wherever it strikes, nothing of the deed is stored."""
    before = marks(stack)
    for n in range(200):
        proxy.set("say", side="up", since=BEGIN, until=COMMIT, skip=n, times=1, answer=refusal(1114))
        answer = deed.press()
        if proxy.heal()["hits"] == 0:
            break
        assert answer.status in (500, 503), (n, answer.status)
        assert marks(stack) == before, f"command {n} failed and something is stored"
        assert events(stack, deed.form) == 0
    assert n >= 4 and answer.status == 303, (n, answer.status)
    done_once(stack, deed, before)


# ---- R51: stuck

@pytest.mark.parametrize("deed", [submitting], indirect=True, ids=lambda d: d.__name__)
def test_r51_a_worker_that_is_stuck_is_ended_and_replaced(stack, worker, proxy, deed):
    """A server that dawdles is never quite silent, so no timeout of a read strikes; the watchdog does."""
    before, ends = marks(stack), worker.said().count("watchdog")
    proxy.set("drip", side="down", seconds=0.4)
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        deed.press()
    assert 3 < time.monotonic() - began < 8 and worker.said().count("watchdog") == ends + 1
    proxy.heal()
    wait_for("a new worker", 5, lambda: all(worker.ask("GET", "/healthz")[0] == 200 for _ in range(2 * FORKS)))
    assert marks(stack) == before
    assert deed.press().status == 303
    done_once(stack, deed, before)


# ---- R53: lines that are gone

def all_well(client, n=2 * FORKS):
    return [client.get(page).status for page in ("/dashboard", "/plans/2023/tasks/1", "/reports") for _ in range(n)]


def kill_lines(stack):
    for row in stack.sql("SELECT id FROM information_schema.processlist WHERE user = 'taizhang_app'"):
        stack.sql_as(None, f"KILL {row['id']}")


@pytest.mark.parametrize("deed", DEEDS, indirect=True, ids=lambda d: d.__name__)
def test_r53_all_connections_killed_between_two_requests(stack, deed, filer):
    before = marks(stack)
    kill_lines(stack)
    assert deed.press().status == 303
    done_once(stack, deed, before)
    kill_lines(stack)
    assert set(all_well(filer)) == {200}


@pytest.mark.parametrize("deed", [submitting], indirect=True, ids=lambda d: d.__name__)
def test_r53_the_server_is_started_again_between_two_requests(stack, deed, filer):
    before = marks(stack)
    stack.servers("stop", "--only", "mariadb")
    stack.start("--only", "mariadb")
    assert set(all_well(filer, FORKS)) == {200}
    stack.servers("stop", "--only", "mariadb")
    stack.start("--only", "mariadb")
    assert deed.press().status == 303
    done_once(stack, deed, before)


@pytest.mark.parametrize("deed", [submitting], indirect=True, ids=lambda d: d.__name__)
def test_r53_idle_lines_are_closed_and_tables_change(stack, deed, filer):
    """wait_timeout, and what makes prepared statements stale (1615): FLUSH TABLES and ALTER TABLE."""
    before = marks(stack)
    was = stack.sql("SELECT @@global.wait_timeout AS s")[0]["s"]
    stack.sql("SET GLOBAL wait_timeout = 1")
    try:
        kill_lines(stack)
        assert set(all_well(filer)) == {200}
        time.sleep(2.2)
        assert set(all_well(filer)) == {200}
    finally:
        stack.sql(f"SET GLOBAL wait_timeout = {was}")
    for table in ("session", "report", "draft", "task"):
        stack.sql(f"ALTER TABLE {table} COMMENT = 'changed', ALGORITHM = INPLACE; FLUSH TABLES; ALTER TABLE {table} COMMENT = ''")
        assert set(all_well(filer, FORKS)) == {200}
    assert deed.press().status == 303
    done_once(stack, deed, before)


# ---- R54: many at once

def crowd(worker, client, n):
    """The statuses of so many requests at once."""
    answers = []
    people = [threading.Thread(target=lambda: answers.append(Through(worker, client).get("/dashboard").status)) for _ in range(n)]
    [one.start() for one in people]
    [one.join() for one in people]
    return answers


def test_r54_no_more_lines_than_workers(stack, worker, proxy, filer):
    """Sixty requests at once after the server was away: the connections stay as many as workers."""
    with proxy.fault("refuse"):
        kill_lines(stack)
        wait_for("the end of the old lines", 10, lambda: set(crowd(worker, filer, 4 * FORKS)) == {503} and proxy.state()["open"] == 0)
    time.sleep(FORGIVEN)
    answers = crowd(worker, filer, 60)
    assert answers.count(200) == 60
    assert proxy.state()["most"] <= FORKS, proxy.state()
