"""佐证材料: files beside a report (R31, R32, R33, R57, R65). What is taken and what is refused, what people see of it and when,
and that neither a broken upload nor a full disk costs a word that was typed."""
import hashlib
import html
import os
import re
import socket
import subprocess
import time
import urllib.parse

import pytest

from http_client import multipart, wait_for
from office import TEXT, Office, decide, words
from small_files import DOCX, KB, PDF, PNG, office_file, pdf
from worker import Worker


@pytest.fixture(scope="module")
def kjj(stack, person):
    return Office(stack, person, "市科技局", "kjj1")


@pytest.fixture(scope="module")
def swj(stack, person):
    return Office(stack, person, "市商务局", "swj1")


class Place:
    """One report's place, as its unit sees it."""

    def __init__(self, office, no, period="2023-03"):
        self.office, self.stack, self.client = office, office.stack, office.client
        self.no, self.period = no, period
        self.path = office.path(no, period)

    def form(self):
        form = self.client.get(self.path + "/edit").form("rev", "narrative")
        assert form is not None
        return form

    def upload(self, *files, **fields):
        return self.client.send_files(self.form(), ("action", "upload"), self.path, files, **fields)

    def rows(self):
        return self.stack.sql(
            "SELECT e.id, e.version, e.name, e.kind, e.size_bytes, LOWER(HEX(e.sha256)) AS sha, e.stored, e.removed_at, e.on_behalf "
            "FROM evidence e JOIN task t ON t.id = e.task_id JOIN period p ON p.id = e.period_id "
            f"WHERE t.no = {self.no} AND e.unit_id = {self.office.unit} AND p.code = '{self.period}' ORDER BY e.id")

    def names(self):
        return [row["name"] for row in self.rows() if row["removed_at"] is None]

    def draft(self):
        rows = self.stack.sql(
            "SELECT d.narrative, d.rev FROM draft d JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id "
            f"WHERE t.no = {self.no} AND d.unit_id = {self.office.unit} AND p.code = '{self.period}'")
        return rows[0] if rows else None


@pytest.fixture(scope="module")
def tasks(kjj):
    return iter(kjj.led())


@pytest.fixture
def place(kjj, tasks):
    """A report that nobody has begun; few enough are needed, over three periods."""
    return next(Place(kjj, no, period) for no in kjj.led() for period in ("2023-01", "2023-02", "2023-03")
                if fresh(kjj, no, period))


def fresh(office, no, period):
    place = Place(office, no, period)
    return place.draft() is None and not place.rows() and office.report(no, period) is None


def folder(stack):
    return stack.path("evidence")


def in_folder(stack):
    """A worker takes away what it does not keep when it has answered."""
    wait_for("half-done files go", 5, lambda: not [n for n in os.listdir(folder(stack)) if n.startswith(".part-")])
    return sorted(os.listdir(folder(stack)))


def errors(page):
    """The sentences of the box on top."""
    box = re.search(r'<div class="errs".*?</div>', page.text, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in re.findall(r"<li>(.*?)</li>", box[0], re.S)] if box else []


# ---- keeping

def test_files_are_kept_at_once_and_the_words_with_them(stack, place):
    answer = place.upload(("方案.pdf", PDF), ("照片.PNG", PNG), ("报告.docx", DOCX), narrative="还没有写完的")
    assert answer.status == 303 and answer.location == place.path + "/edit#s6", words(answer)[:500]
    assert place.draft()["narrative"] == "还没有写完的"
    rows = place.rows()
    assert [(r["name"], r["kind"], int(r["size_bytes"]), r["sha"]) for r in rows] == [
        (name, kind, len(data), hashlib.sha256(data).hexdigest())
        for name, kind, data in (("方案.pdf", "pdf", PDF), ("照片.PNG", "png", PNG), ("报告.docx", "docx", DOCX))]
    for row, data in zip(rows, (PDF, PNG, DOCX)):
        assert re.fullmatch(r"[A-Za-z0-9_-]{32}", row["stored"]), "a random name"
        path = os.path.join(folder(stack), row["stored"])
        with open(path, "rb") as file:
            assert file.read() == data
        assert os.stat(path).st_mode & 0o777 == 0o640
        event = stack.sql(f"SELECT action, body FROM audit_event WHERE etype = 'evidence' AND entity_id = {row['id']}")
        assert [e["action"] for e in event] == ["evidence.keep"] and row["sha"] in event[0]["body"] and row["name"] in event[0]["body"]
    page = place.client.get(place.path + "/edit")
    assert "已上传 3 个文件。" in words(page) and "方案.pdf" in words(page)
    assert {row["stored"] for row in rows} <= set(in_folder(stack))


def test_a_single_file_through_the_list(stack, place):
    """What the script uses: one file, and no words at all."""
    form = place.client.get(place.path + "/files").form("rid", "file")
    answer = place.client.send_files(form, ("action", "upload"), place.path + "/files", [("方案.pdf", PDF)])
    assert answer.status == 303 and answer.location == place.path + "/files"
    assert place.names() == ["方案.pdf"] and place.draft() is None
    answer = place.client.send_files(form, ("action", "upload"), place.path + "/files", [("方案.pdf", PDF)])
    assert answer.status == 303, "the same press of the button again is the same deed"
    assert place.names() == ["方案.pdf"]
    assert len(in_folder(stack)) == int(stack.sql("SELECT COUNT(*) AS n FROM evidence")[0]["n"])
    assert "请先选择文件，再点“上传所选文件”" in errors(place.client.send(form, ("action", "upload"), place.path + "/files"))


REFUSED = [
    ("方案.zip", office_file("a.txt"), "不支持该格式，请改用 PDF、Word、Excel 或图片"),
    ("方案.html", b"<script>alert(1)</script>", "不支持该格式"),
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "不支持该格式"),
    ("方案", PDF, "不支持该格式"),
    ("方案.pdf.exe", PDF, "不支持该格式"),
    ("方案.exe.pdf", PDF, "文件名中夹有程序的扩展名"),
    ("空.pdf", b"", "文件是空的"),
    ("其实是网页.pdf", b"<html><script>alert(1)</script></html>", "文件内容与扩展名不符"),
    ("其实是图片.pdf", PNG, "文件内容与扩展名不符"),
    ("其实是程序.docx", b"MZ\x90\0" + b"\0" * 60, "文件内容与扩展名不符"),
    ("任意压缩包.docx", office_file("a.txt"), "文件内容与扩展名不符"),
    ("宏.docx", office_file("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "文件含有宏"),
    ("图后藏包.png", PNG + office_file("a.class"), "夹带了其他内容"),
    ("网页.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>\n%%EOF", "夹带了其他内容"),
    ("长" * 121 + ".pdf", PDF, "文件名超过 120 字"),
]


def test_r32_what_is_refused_is_said_and_nothing_of_it_stays(stack, place):
    before = in_folder(stack)
    for i in range(0, len(REFUSED), 5):
        files = REFUSED[i:i + 5]
        answer = place.upload(*[(name, data) for name, data, _ in files], narrative="文字照样保存")
        assert answer.status == 422
        said = errors(answer)
        assert len(said) == len(files), said
        for (name, _, why), sentence in zip(files, said):
            assert sentence.startswith(f"“{name}”未上传：") and why in sentence, sentence
        assert answer.form("rev", "narrative").fields["narrative"] == "文字照样保存"
    assert place.draft()["narrative"] == "文字照样保存" and place.rows() == []
    assert in_folder(stack) == before


def test_good_files_beside_bad_ones_are_kept(place):
    answer = place.upload(("a.pdf", PDF), ("b.zip", b"PK"), ("c.png", PNG))
    assert answer.status == 422 and len(errors(answer)) == 1
    assert place.names() == ["a.pdf", "c.png"]
    assert "a.pdf" in words(answer) and "有 1 个文件没有上传" in words(answer)


NAMES = [
    ("进展 情况（三月）.pdf", "进展 情况（三月）.pdf"),
    ('带"引号"和\'撇号\'.pdf', '带"引号"和\'撇号\'.pdf'),
    ("断\r\nSet-Cookie: x=1\r\n\r\n<script>.pdf", "断Set-Cookie: x=1<script>.pdf"),
    ("..\\..\\windows\\方案.pdf", "方案 (2).pdf"),
    ("../../../etc/方案.pdf", "方案 (3).pdf"),
    ("方案.pdf", "方案 (4).pdf"),
    ("方案.PDF", "方案 (5).PDF"),
    ("a\u202efdp.pdf", "afdp.pdf"),
    ("𠮷 100%41 &amp; #?;.pdf", "𠮷 100%41 &amp; #?;.pdf"),
]


def test_r31_names_are_kept_and_harm_nobody(stack, place):
    assert place.upload(("方案.pdf", PDF)).status == 303
    for i, (sent, _) in enumerate(NAMES):
        assert place.upload((sent, pdf(100 + i))).status == 303, sent
        if sent == "方案.PDF":
            assert "因已有同名文件，保存为“方案 (5).PDF”" in words(place.client.get(place.path + "/edit"))
    assert place.names() == ["方案.pdf"] + [name for _, name in NAMES]
    for row in place.rows():
        answer = place.client.get(f"{place.path}/files/{row['id']}")
        disposition = answer.header("content-disposition")
        assert answer.status == 200 and "x=1" not in "".join(answer.headers.get("set-cookie", []))
        assert urllib.parse.unquote(re.fullmatch(r"attachment; filename=\"[\x20-\x7e]*\"; filename\*=UTF-8''([\x21-\x7e]+)",
                                                 disposition)[1]) == row["name"]
    page = place.client.get(place.path + "/files")
    assert "<script>.pdf" not in page.text.replace("&lt;", "<<") and html.escape("断Set-Cookie: x=1<script>.pdf") in page.text


def test_the_same_bytes_are_not_stored_twice(stack, place):
    assert place.upload(("a.pdf", PDF)).status == 303
    before = in_folder(stack)
    answer = place.upload(("b.pdf", PDF))
    assert answer.status == 422 and errors(answer) == ["“b.pdf”未上传：与已上传的“a.pdf”内容相同，不重复保存"]
    assert place.names() == ["a.pdf"] and in_folder(stack) == before


def test_removing_marks_and_keeps_the_row(stack, place):
    place.upload(("a.pdf", PDF), ("b.png", PNG))
    first, second = place.rows()
    answer = place.client.send(place.form(), ("remove", first["id"]), place.path, narrative="移除时写的")
    assert answer.status == 303 and place.names() == ["b.png"] and place.draft()["narrative"] == "移除时写的"
    row = place.rows()[0]
    assert row["removed_at"] is not None and row["version"] == "2"
    assert os.path.exists(os.path.join(folder(stack), row["stored"])), "bytes stay"
    events = stack.sql(f"SELECT action FROM audit_event WHERE etype = 'evidence' AND entity_id = {first['id']} ORDER BY entity_seq")
    assert [e["action"] for e in events] == ["evidence.keep", "evidence.remove"]
    assert place.client.get(f"{place.path}/files/{first['id']}").status == 404
    again = place.client.send(place.form(), ("remove", first["id"]), place.path)
    assert again.status == 303 and place.rows()[0]["version"] == "2", "twice is once"
    assert place.client.send(place.form(), ("remove", "999999"), place.path).status == 404
    assert place.upload(("a.pdf", PDF)).status == 303
    assert place.names() == ["b.png", "a (2).pdf"], "another file, under another name"
    assert second["id"] in [r["id"] for r in place.rows()]


def test_a_file_that_was_only_chosen_is_said(place):
    """Without scripts: another button than the one that sends files brings their names only, one or many."""
    for action in ("save", "check"):
        fields = list(place.form().fields.items())
        fields = [(n, TEXT if n == "narrative" else v) for n, v in fields if n not in ("file", "light")]
        fields += [("action", action), ("light", "green"), ("file", "方案.pdf"), ("file", "第二个.pdf")]
        answer = place.client.post(place.path, fields)
        assert answer.status == 422 and errors(answer) == ["“方案.pdf”还没有上传，请重新选择文件，再点“上传所选文件”"]
        assert place.draft()["narrative"] == TEXT
    assert place.rows() == []


def test_words_that_are_too_long_do_not_hold_up_a_file(place):
    answer = place.upload(("a.pdf", PDF), ("b.zip", b"x"), narrative="长" * 2001)
    assert answer.status == 422 and place.names() == ["a.pdf"]
    said = errors(answer)
    assert len(said) == 2 and "超出 2000 字" in said[0] and "“b.zip”未上传" in said[1]
    assert answer.form("rev", "narrative").fields["narrative"] == "长" * 2001 and place.draft() is None


# ---- limits

def ask(worker, place, files, fields=None, path=None):
    """The upload spoken to a worker of our own, past nginx."""
    form = dict(place.form().fields, action="upload", **(fields or {}))
    form.pop("file", None)
    body, kind = multipart(form, files)
    cookies = "; ".join(f"{n}={v}" for n, v in place.client.cookies.items())
    return worker.ask("POST", path or place.path, body, CONTENT_TYPE=kind, HTTP_COOKIE=cookies, HTTP_ORIGIN=place.stack.origin)


def test_r32_limits_of_size_number_and_unit(stack, place):
    limits = {"file_limit_kb": "64", "count_limit": "3", "unit_quota_mb": "1"}
    with Worker(stack, "page", limits) as worker:
        for size, why in ((64 * KB - 1, None), (64 * KB, None), (64 * KB + 1, "“a.pdf”未上传：超过 64 KB 上限"),
                          (200 * KB, "“a.pdf”未上传：200 KB，超过 64 KB 上限")):
            status, answer = ask(worker, place, [("a.pdf", pdf(size, b"%d" % size))], {"narrative": f"写到 {size}"})
            assert status == (303 if why is None else 422), answer[:300]
            assert why is None or why in html.unescape(answer)
            assert place.draft()["narrative"] == f"写到 {size}"
        assert len(place.rows()) == 2
        status, answer = ask(worker, place, [("b.pdf", PDF), ("c.png", PNG)])
        assert status == 422 and "“c.png”未上传：每份报送最多 3 个文件" in html.unescape(answer)
        assert len(place.rows()) == 3
    with Worker(stack, "page", {"unit_quota_mb": "1", "count_limit": "20"}) as worker:
        held = int(stack.sql(f"SELECT SUM(size_bytes) AS n FROM evidence WHERE unit_id = {place.office.unit}")[0]["n"])
        status, answer = ask(worker, place, [("d.pdf", pdf(1024 * KB - held + 1))])
        assert status == 422 and "“d.pdf”未上传：本单位的存储空间（1 MB）不够" in html.unescape(answer)
        status, _ = ask(worker, place, [("d.pdf", pdf(1024 * KB - held))])
        assert status == 303, "to the last byte"


def peak(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])


def test_r65_a_large_file_is_not_held_in_memory(stack, place):
    """Twenty megabytes and one byte: refused in words, and the worker has grown by far less. Then exactly twenty."""
    with Worker(stack, "page") as worker:
        ask(worker, place, [("a.pdf", PDF)])
        pid = int(subprocess.check_output(["pgrep", "-P", str(worker.process.pid)], text=True).split()[0])
        before = peak(pid)
        status, answer = ask(worker, place, [("b.pdf", pdf(20480 * KB + 1))])
        assert status == 422 and "“b.pdf”未上传：超过 20 MB 上限" in html.unescape(answer)
        status, answer = ask(worker, place, [("b.pdf", pdf(20480 * KB))])
        assert status == 303, answer[:300]
        assert peak(pid) - before < 12 * KB, "kilobytes"


def worker_pid(worker):
    return int(subprocess.check_output(["pgrep", "-P", str(worker.process.pid)], text=True).split()[0])


def cpu_seconds(pid):
    """What a process has computed, whatever else the machine does."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def send_raw(worker, place, body, cookies=True):
    held = "; ".join(f"{n}={v}" for n, v in place.client.cookies.items())
    return worker.ask("POST", place.path + "/files", body, CONTENT_TYPE="multipart/form-data; boundary=X",
                      HTTP_COOKIE=held if cookies else None, HTTP_ORIGIN=place.stack.origin)


def test_r65_carriage_returns_cost_no_more_than_other_bytes(stack, place):
    """Each may begin a boundary; they were written one by one, until the watchdog came. With and without a session."""
    body = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + b"\r" * (20 << 20) + b"\r\n--X--\r\n"
    before = in_folder(stack)
    with Worker(stack, "page") as worker:
        send_raw(worker, place, body[:100])
        pid = worker_pid(worker)
        for cookies in (True, False):
            before_s = cpu_seconds(pid)
            status, _ = send_raw(worker, place, body, cookies)
            assert status == 403 and cpu_seconds(pid) - before_s < 3
        assert worker_pid(worker) == pid
    assert in_folder(stack) == before


def test_r65_empty_parts_are_counted_and_not_copied(stack, place):
    head = b'--X\r\nContent-Disposition: form-data; name="a"; filename=""\r\n'
    part = head + b"a\n" * ((4090 - len(head) - 4) // 2) + b"\r\n\r\n\r\n"
    with Worker(stack, "page") as worker:
        send_raw(worker, place, part + b"--X--\r\n")
        before = peak(worker_pid(worker))
        status, _ = send_raw(worker, place, part * ((63 << 20) // len(part)) + b"--X--\r\n")
        assert status == 400 and peak(worker_pid(worker)) - before < 8 * KB, "kilobytes"


def test_r65_ten_gigabytes_are_refused_before_they_come(stack, place):
    body, kind = multipart(dict(place.form().fields, action="upload"), [("a.pdf", PDF)])
    cookies = "; ".join(f"{n}={v}" for n, v in place.client.cookies.items())
    for path in (place.path, place.path + "/files"):
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", stack.port), 10) as line:
            line.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{stack.port}\r\nContent-Type: {kind}\r\nCookie: {cookies}\r\n"
                         f"Origin: {stack.origin}\r\nContent-Length: 10737418240\r\n\r\n".encode() + body)
            answer = line.recv(65536).decode("utf-8", "replace")
        assert answer.startswith("HTTP/1.1 413 ") and "提交的内容过大" in answer and time.monotonic() - began < 2
    assert place.rows() == [] and place.draft() is None


def test_an_upload_that_breaks_off_leaves_nothing(stack, place):
    before = in_folder(stack)
    body, kind = multipart(dict(place.form().fields, action="upload", narrative="断线时写的"), [("a.pdf", pdf(600 * KB))])
    cookies = "; ".join(f"{n}={v}" for n, v in place.client.cookies.items())
    head = (f"POST {place.path} HTTP/1.1\r\nHost: 127.0.0.1:{stack.port}\r\nContent-Type: {kind}\r\nCookie: {cookies}\r\n"
            f"Origin: {stack.origin}\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    for end in (len(body) // 2, len(body) - 1, 10):
        with socket.create_connection(("127.0.0.1", stack.port), 10) as line:
            line.sendall(head + body[:end])
    with Worker(stack, "page") as worker:  # nginx out of the way: a body shorter than declared, and one without its end
        variables = dict(CONTENT_TYPE=kind, HTTP_COOKIE=cookies, HTTP_ORIGIN=stack.origin)
        status, _ = worker.ask("POST", place.path, body[:len(body) // 2], CONTENT_LENGTH=str(len(body)), **variables)
        assert status == 400
        status, _ = worker.ask("POST", place.path, body[:len(body) // 2], **variables)
        assert status == 400
    assert place.rows() == [] and place.draft() is None and in_folder(stack) == before


def test_r57_a_full_disk_costs_no_words(stack, place, tmp_path):
    """R57: the folder of files on a file system of 256 KB."""
    small = str(tmp_path / "small")
    os.mkdir(small)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "none", small], check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a file system here")
    try:
        worker = Worker(stack, "page")
        with open(worker.conf, encoding="utf-8") as file:
            text = file.read()
        with open(worker.conf, "w", encoding="utf-8") as file:
            file.write(text.replace(f"folder={folder(stack)}\n", f"folder={small}\n"))
        with worker:
            status, answer = ask(worker, place, [("a.pdf", pdf(300 * KB)), ("b.pdf", PDF)], {"narrative": "磁盘满时写的"})
            assert status == 422 and "“a.pdf”未上传：系统存储空间不足" in html.unescape(answer)
            assert place.draft()["narrative"] == "磁盘满时写的" and place.names() == ["b.pdf"]
            with open(os.path.join(small, "filler"), "wb") as file:
                try:
                    file.write(b"x" * 400 * KB)
                except OSError:
                    pass
            status, answer = ask(worker, place, [("c.png", PNG)], {"narrative": "一点空间也没有"})
            assert status == 422 and "系统存储空间不足" in html.unescape(answer) and place.draft()["narrative"] == "一点空间也没有"
            os.unlink(os.path.join(small, "filler"))
            assert ask(worker, place, [("c.png", PNG)])[0] == 303, "it goes on without a restart"
            assert "upload: No space left on device" in worker.said()
            wait_for("no file is open", 10,  # the answer leaves before the worker lets go of the request
                     lambda: subprocess.run(["mount", "-o", "remount,ro", small]).returncode == 0)
            status, answer = ask(worker, place, [("d.pdf", pdf(200))], {"narrative": "只读时写的"})
            assert status == 422 and place.draft()["narrative"] == "只读时写的"
            subprocess.run(["mount", "-o", "remount,rw", small], check=True)
        names = os.listdir(small)
        assert len(names) == 2 and not [n for n in names if n.startswith(".")]
        for name in names:  # so that the sweep of the last test finds them
            with open(os.path.join(small, name), "rb") as file, open(os.path.join(folder(stack), name), "wb") as to:
                to.write(file.read())
    finally:
        subprocess.run(["umount", "-l", small], check=True)


# ---- who may

def test_r34_another_unit_may_neither_add_nor_remove(stack, place, swj):
    place.upload(("a.pdf", PDF))
    before = (in_folder(stack), place.rows())
    for login in ("swj1", "dcs1", "sjj1", "zfb1", "zfb2"):
        client = swj.client if login == "swj1" else stack_person(stack, login)
        token = client.get("/dashboard").form("csrf").fields["csrf"]
        for path in (place.path, place.path + "/files"):
            body, kind = multipart({"csrf": token, "rev": "0", "period": place.period, "action": "upload"}, [("x.pdf", pdf(300))])
            answer = client.request("POST", path, body, {"Content-Type": kind, "Origin": stack.origin})
            assert answer.status == 403, (login, path)
            answer = client.post(path, {"csrf": token, "rev": "0", "period": place.period, "remove": place.rows()[0]["id"]})
            assert answer.status == 403, (login, path)
    assert (in_folder(stack), place.rows()) == before


_people = {}


def stack_person(stack, login):
    from conftest import EXTRA, ROOT, new_session, read_accounts
    if login not in _people:
        accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"), EXTRA)
        _people[login] = new_session(stack, accounts[login])
    return _people[login]


def test_without_a_session_nothing_is_kept(stack, place, anyone):
    before = in_folder(stack)
    body, kind = multipart(dict(place.form().fields, action="upload", narrative="登录失效时写的字"), [("x.pdf", PDF)])
    answer = anyone.request("POST", place.path, body, {"Content-Type": kind, "Origin": stack.origin})
    assert answer.status == 403 and "登录失效时写的字" in html.unescape(answer.text)
    assert in_folder(stack) == before and place.rows() == []


READERS = ("kjj1", "kjj2", "swj1", "dcs1", "sjj1", "zfb1", "zfb2")


def who_reads(stack, place, file_id):
    return {login for login in READERS if stack_person(stack, login).get(f"{place.path}/files/{file_id}").status == 200}


def test_r33_files_are_read_like_their_report(stack, place, kjj):
    """Draft, submitted, returned and submitted again with other files, approved: who may fetch which file at each step."""
    own, office = {"kjj1", "kjj2"}, {"kjj1", "kjj2", "dcs1", "sjj1"}
    everybody = set(READERS)
    place.upload(("旧.pdf", PDF), ("留.png", PNG))
    old, kept = [row["id"] for row in place.rows()]
    assert who_reads(stack, place, old) == own
    report = kjj.hand_in(place.no, place.period)
    versions = stack.sql(f"SELECT v.id, v.round, v.file_count FROM report_version v WHERE v.report_id = {report['id']}")
    assert [(v["round"], v["file_count"]) for v in versions] == [("1", "2")]
    assert who_reads(stack, place, old) == office
    token = place.client.get("/dashboard").form("csrf").fields["csrf"]
    for fields in ({"action": "upload"}, {"remove": old}):
        answer = place.client.post(place.path + "/files", {"csrf": token, **fields})
        assert answer.status == 403, "what is handed in stays as it is"
    reviewer = stack_person(stack, "dcs1")
    assert "旧.pdf" in words(reviewer.get(f"{place.path}/files"))
    decide(reviewer, report, "return", comment="请更换佐证材料。")
    place.client.send(place.form(), ("remove", old), place.path)
    place.upload(("新.docx", DOCX))
    new = place.rows()[-1]["id"]
    assert who_reads(stack, place, new) == own, "not handed in yet"
    assert who_reads(stack, place, old) == office, "it was handed in once, and stays with that submission"
    kjj.hand_in(place.no, place.period)
    assert who_reads(stack, place, new) == office
    decide(reviewer, kjj.report(place.no, place.period), "approve")
    assert who_reads(stack, place, new) == everybody and who_reads(stack, place, kept) == everybody
    assert who_reads(stack, place, old) == office
    kept_by = stack.sql(f"SELECT v.round, GROUP_CONCAT(e.name ORDER BY f.place) AS names FROM report_version v "
                        f"JOIN report_file f ON f.version_id = v.id JOIN evidence e ON e.id = f.evidence_id "
                        f"WHERE v.report_id = {report['id']} GROUP BY v.id ORDER BY v.id")
    assert [(r["round"], r["names"]) for r in kept_by] == [("1", "旧.pdf,留.png"), ("2", "留.png,新.docx")]
    task = words(stack_person(stack, "swj1").get(f"/plans/2023/tasks/{place.no}"))
    assert "新.docx" in task and "旧.pdf" not in task
    other = Place(kjj, next(no for no in kjj.led() if no != place.no))
    assert place.client.get(f"{other.path}/files/{new}").status == 404, "only where it belongs"


def test_fetching_is_recorded_once_a_day_and_a_person(stack, place):
    place.upload(("a.pdf", PDF))
    row = place.rows()[0]

    def events():
        return stack.sql("SELECT actor, body FROM audit_event WHERE action = 'evidence.read' AND etype = 'download' "
                         f"AND body LIKE '%\"{row['id']}\"%'")

    for _ in range(3):
        answer = place.client.get(f"{place.path}/files/{row['id']}")
        assert answer.status == 200 and answer.body == PDF
    assert len(events()) == 1 and "a.pdf" in events()[0]["body"]
    stack_person(stack, "kjj2").get(f"{place.path}/files/{row['id']}")
    assert len(events()) == 2


def test_r33_a_file_is_sent_so_that_no_browser_runs_it(stack, place):
    place.upload(("a.pdf", PDF))
    row = place.rows()[0]
    answer = place.client.get(f"{place.path}/files/{row['id']}")
    assert answer.header("content-type") == "application/pdf" and answer.header("x-content-type-options") == "nosniff"
    assert answer.headers["content-security-policy"] == ["sandbox; default-src 'none'"]
    assert answer.header("content-disposition").startswith("attachment;") and answer.header("cache-control") == "no-store"
    for path in (f"/private-evidence/{row['stored']}", "/private-evidence/", f"/evidence/{row['stored']}",
                 f"{place.path}/files/..%2f..%2fetc%2fpasswd", f"{place.path}/files/0", f"{place.path}/files/-1",
                 f"{place.path}/files/{row['stored']}"):
        assert place.client.get(path).status in (400, 404, 422), path


# ---- the list, and the folder

def test_the_list_is_checked_with_sha256sum(stack, place, tmp_path):
    place.upload(("a b.pdf", PDF), ('引"号.png', PNG), ("报告.docx", DOCX))
    page = place.client.get(place.path + "/files")
    for row in place.rows():
        assert row["sha"] in page.text
        (tmp_path / row["name"]).write_bytes(place.client.get(f"{place.path}/files/{row['id']}").body)
    sums = place.client.get(place.path + "/files.sha256")
    assert sums.header("content-type") == "text/plain; charset=utf-8"
    (tmp_path / "sums").write_bytes(sums.body)
    done = subprocess.run(["sha256sum", "-c", "--strict", "sums"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.count(": OK") == 3, done
    (tmp_path / "a b.pdf").write_bytes(PDF + b" ")
    assert subprocess.run(["sha256sum", "-c", "sums"], cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_database_refuses_what_no_deed_does(stack, place, swj):
    place.upload(("a.pdf", PDF))
    row = place.rows()[0]
    version = stack.sql("SELECT MAX(id) AS id FROM report_version")[0]["id"]
    for account, statement in (
            ("app", f"UPDATE evidence SET name = 'b.pdf', version = 2 WHERE id = {row['id']}"),
            ("app", f"UPDATE evidence SET removed_at = NOW(6), removed_by = 1, version = 2 WHERE id = {row['id']}"),
            ("app", f"DELETE FROM evidence WHERE id = {row['id']}"),
            ("app", "DELETE FROM report_file"),
            (None, f"DELETE FROM evidence WHERE id = {row['id']}"),
            (None, f"UPDATE evidence SET sha256 = REPEAT('x', 32), version = 2 WHERE id = {row['id']}"),
            (None, "DELETE FROM report_file"),
            (None, "UPDATE report_file SET place = place + 1"),
            ("app", f"INSERT INTO report_file VALUES ({version}, 1, {row['id']})"),
            ("app", f"INSERT INTO evidence SELECT id + 1000000, 1, task_id, {swj.unit}, period_id, 99, 'x.pdf', kind, size_bytes, "
                    f"sha256, 'x', 0, kept_by, kept_at, NULL, NULL FROM evidence WHERE id = {row['id']}")):
        done = stack.sql_as(account, statement)
        assert done.returncode != 0, statement
    assert place.rows()[0] == row


def test_the_sweep_finds_what_is_too_much_and_what_is_missing(stack, place):
    place.upload(("a.pdf", PDF), ("b.png", PNG))
    first, second = (os.path.join(folder(stack), row["stored"]) for row in place.rows())
    old, young = (os.path.join(folder(stack), name) for name in ("O" * 32, "Y" * 32))
    half = os.path.join(folder(stack), ".part-" + "H" * 32)
    for path in (old, young, half):
        with open(path, "wb") as file:
            file.write(b"x")
    for path in (old, half):
        os.utime(path, (time.time() - 90000,) * 2)
    done = stack.ctl("files", "--verify")
    assert done.returncode == 0 and "O" * 32 in done.stdout and os.path.exists(old), "looking takes nothing away"
    done = stack.ctl("files", "--sweep", "--verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [os.path.exists(path) for path in (old, half, young, first, second)] == [False, False, True, True, True]
    os.unlink(young)
    with open(first, "r+b") as file:
        file.write(b"%PDF-1.5")
    assert stack.ctl("files").returncode == 0, "its size is right"
    done = stack.ctl("files", "--verify")
    assert done.returncode == 1 and "校验值不符" in done.stdout and "a.pdf" in done.stdout
    os.rename(second, second + "~")
    done = stack.ctl("files", "--sweep")
    assert done.returncode == 1 and "缺少文件" in done.stdout and "b.png" in done.stdout
    os.rename(second + "~", second)
    with open(first, "r+b") as file:
        file.write(PDF[:8])
    assert stack.ctl("files", "--sweep", "--verify").returncode == 0
    assert stack.ctl("files", "--wrong").returncode == 2


def test_what_was_removed_long_ago_gives_its_room_back(stack, place):
    place.upload(("a.pdf", PDF))
    row = place.rows()[0]
    path = os.path.join(folder(stack), row["stored"])
    place.client.send(place.form(), ("remove", row["id"]), place.path)
    assert stack.ctl("files", "--sweep").returncode == 0 and os.path.exists(path), "not for thirty days"
    with open(stack.path("etc", "clock_offset"), encoding="ascii") as file:
        now = int(file.read())
    try:
        with open(stack.path("etc", "clock_offset"), "w", encoding="ascii") as file:
            file.write(f"{now + 31 * 86400}\n")
        done = stack.ctl("files", "--sweep")
        again = stack.ctl("files", "--verify")
    finally:
        with open(stack.path("etc", "clock_offset"), "w", encoding="ascii") as file:
            file.write(f"{now}\n")
    assert done.returncode == 0 and "a.pdf" in done.stdout and not os.path.exists(path)
    assert again.returncode == 0, "its row is no fault"
