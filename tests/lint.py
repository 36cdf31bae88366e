#!/usr/bin/env python3
"""What style.md §11 lists and a machine can see. Each check prints FILE:LINE: what is wrong; the exit status is the answer.

Functions and their lengths come from universal-ctags, the rest from the text itself (comments and strings told apart).
"""
import argparse
import json
import re
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
TEMPLATES = ROOT / "templates"

# A floor includes what stands below it; store and web do not know each other. The files beside the floors are programs.
FLOORS = {"base": set(), "rule": {"base"}, "store": {"rule", "base"}, "web": {"rule", "base"},
          "act": {"store", "rule", "base"}, "page": {"act", "store", "web", "rule", "base"},
          "ctl": {"act", "store", "rule", "base"},
          "": {"ctl", "page", "act", "store", "web", "rule", "base"}}
MAY_ALSO = {("ctl/rights.c", "page/routes.h"),  # prints the table of rights
            ("ctl/jobs.c", "page/export_run.h")}  # writes what pages ask for
# The rule is pure: no I/O, no clock, no sockets, no database.
IO_HEADERS = re.compile(r"^(stdio|time|unistd|fcntl|mysql|ldap|fcgi\w*|poll|signal|sys/.*|glib/gstdio)\.h$")
IMPURE_CALLS = re.compile(r"\b(g_file_\w+|g_get_(real|monotonic)_time|clock_now_us|clock_steady_us|g_random_\w+|getenv|printf|fprintf)\s*\(")
BANNED = re.compile(r"\b(strcpy|strncpy|strcat|strncat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|strtok_r|alloca|"
                    r"system|popen|exec[lv]p?e?|execve|fexecve|setjmp|longjmp|mysql_real_query|double|float)\b")
BANNED_BUT = {("store/migrate.c", "mysql_real_query"),
              ("rule/target_doubt.c", "double")}  # shares by which a number looks odd; nothing that is counted or paid
SQL_WORDS = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|FROM|WHERE|JOIN|VALUES|GRANT|ALTER|DROP|CREATE)\b")
SQL_PARTS = re.compile(r"\b(START TRANSACTION|COMMIT|ROLLBACK|SET SESSION)\b")
SQL_PARTS_IN = {"store/db.c", "store/tx.c", "store/db.h", "store/tx.h", "store/db_inner.h"}
SQL_BUT = {("store/guard.c", "GRANT")}  # reads the lines of sql/grants.sql
FIRST_LINE = '{{%AUTOESCAPE context="HTML"}}'
FUNCTION_LINES, MEDIAN_LINES, FILE_LINES = 60, 17, 600

found = []


def say(path, line, what):
    found.append(f"{path.relative_to(ROOT)}:{line}: {what}")


def sources(*suffixes):
    return sorted(p for p in SRC.rglob("*") if p.suffix in suffixes)


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """The code without comments and strings, on the same lines."""
    return TOKEN.sub(lambda m: '""' + blank(m[0][2:]) if m[0][0] == '"' else blank(m[0]), text)


def strings(text):
    """(line, content) of each string; includes are not strings."""
    for m in TOKEN.finditer(text):
        line_start = text.rfind("\n", 0, m.start()) + 1
        if m[0][0] == '"' and not text.startswith("#include", line_start):
            yield text.count("\n", 0, m.start()) + 1, m[0][1:-1]


def floor_of(path):
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else ""


# ---- src

def check_includes(path, text):
    name, floor = path.relative_to(SRC).as_posix(), floor_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        m = re.match(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', line)
        if not m:
            continue
        own, foreign = m[1], m[2]
        if own:
            to = own.split("/")[0] if "/" in own else ""
            if own == "queries.h":
                to = "store"
            if to != floor and to not in FLOORS[floor] and (name, own) not in MAY_ALSO:
                say(path, number, f"{floor or 'a program'} must not include {own}")
            if own in ("store/tx.h", "store/db_inner.h") and floor not in (("act", "store") if own == "store/tx.h" else ("store",)):
                say(path, number, f"{own} belongs to {'act/ and store/' if own == 'store/tx.h' else 'store/'}")
            if to and to not in FLOORS:
                say(path, number, f"{own}: no such floor")
        if floor == "rule" and foreign and IO_HEADERS.match(foreign):
            say(path, number, f"the rule is pure: no <{foreign}>")
        if foreign and foreign.startswith(("mysql", "mysqld", "errmsg")) and floor != "store":
            say(path, number, "MariaDB is known to store/ only")


def check_words(path, text):
    name = path.relative_to(SRC).as_posix()
    code = code_only(text)
    for number, line in enumerate(code.splitlines(), 1):
        for word in BANNED.findall(line):
            if (name, word) not in BANNED_BUT:
                say(path, number, f"{word} is banned")
        if floor_of(path) == "rule" and IMPURE_CALLS.search(line):
            say(path, number, f"the rule is pure: {IMPURE_CALLS.search(line)[1]}")
        if "\t" in line:
            say(path, number, "a tab")
        if re.search(r"\bgoto\b", line):
            say(path, number, "goto")
    for number, content in strings(text):
        if re.match(r"<[A-Za-z/]", content):
            say(path, number, "HTML in a string: it belongs into a template")
        for word in [] if re.fullmatch(r"[A-Z0-9_]+", content) else SQL_WORDS.findall(content):  # a marker is no statement
            if (name, word) not in SQL_BUT:
                say(path, number, f"{word} in a string: statements stand in sql/queries/")
        if SQL_PARTS.search(content) and name not in SQL_PARTS_IN:
            say(path, number, "transactions are store/tx.c's")


def check_lengths(path, text):
    lines = text.count("\n")
    if lines > FILE_LINES:
        say(path, lines, f"{lines} lines, at most {FILE_LINES}")


def check_functions():
    files = [str(p) for p in sources(".c", ".cc")]
    out = subprocess.run(["ctags", "--kinds-C=f", "--kinds-C++=f", "--fields=+ne", "--output-format=json", "-f", "-", *files],
                         check=True, capture_output=True, text=True).stdout
    lengths = []
    for line in out.splitlines():
        tag = json.loads(line)
        if tag.get("_type") != "tag" or "end" not in tag:
            continue
        length = tag["end"] - tag["line"] + 1
        lengths.append(length)
        if length > FUNCTION_LINES:
            say(Path(tag["path"]), tag["line"], f"{tag['name']} has {length} lines, at most {FUNCTION_LINES}")
    median = statistics.median(lengths)
    if median >= MEDIAN_LINES:
        found.append(f"src: half of {len(lengths)} functions have {median} lines or more; below {MEDIAN_LINES} is wanted")
    return len(lengths), median


def check_headers_alone(build):
    flags = subprocess.run(["pkg-config", "--cflags", "glib-2.0", "libmariadb", "jansson", "libsodium"], check=True,
                           capture_output=True, text=True).stdout.split()

    def try_one(path):
        done = subprocess.run(["cc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c",
                               "-I", str(SRC), "-I", str(build / "gen"), *flags, "-"], input=f'#include "{path.relative_to(SRC)}"\n',
                              capture_output=True, text=True)
        return path, done

    with ThreadPoolExecutor(2) as pool:
        for path, done in pool.map(try_one, sources(".h")):
            if done.returncode != 0:
                say(path, 1, "does not compile alone: " + done.stderr.splitlines()[0])


def check_format():
    files = [str(p) for folder in (SRC, ROOT / "tests") for p in sorted(folder.rglob("*.[ch]")) + sorted(folder.rglob("*.cc"))
             if "node_modules" not in p.parts]
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True)
    if done.returncode != 0:
        offenders = sorted({m[1] for m in re.finditer(r"^(\S+?):\d+:\d+: error", done.stderr, re.M)})
        for name in offenders:
            say(Path(name), 1, "clang-format would change it")


# ---- templates

MARKER = re.compile(r"\{\{([#/>]?)([A-Z0-9_]+)((?::[^}]*)?)\}\}")


def check_template(path, text):
    if text.splitlines()[:1] != [FIRST_LINE] and not text.startswith(FIRST_LINE):
        say(path, 1, f"the first line is not {FIRST_LINE}")
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\sstyle\s*=", line):
            say(path, number, "style= : the policy forbids it")
        if re.search(r"<[^>]*\son[a-z]+\s*=", line):
            say(path, number, "on…= : the policy forbids it")
        if re.search(r"<script(?![^>]*\ssrc=)", line) or "<style" in line:
            say(path, number, "inline script or style: the policy forbids it")
        if re.search(r"(formaction|xlink:href|srcdoc)\s*=\s*\"?\{\{", line) or re.search(r"<\{\{|<[a-z]+\s+\{\{[A-Z]", line):
            say(path, number, "a marker where ctemplate cannot escape (F13)")
        if re.search(r"=\{\{", re.sub(r'"[^"]*"', '""', line)):
            say(path, number, "an attribute without quotation marks")
        if ":none" in line:
            say(path, number, ":none escapes nothing")
        for m in re.finditer(r"[?&][a-z_.]+=\{\{([A-Z0-9_]+)((?::\w+)*)\}\}", line):
            if ":url_query_escape" not in m[2]:
                say(path, number, f"{m[1]} in a query needs :url_query_escape")
        for m in re.finditer(r"<textarea[^>]*>\{\{([A-Z0-9_]+)((?::\w+)*)\}\}", line):
            if ":pre_escape" not in m[2]:
                say(path, number, f"{m[1]} in a text area needs :pre_escape")


def check_markers(templates):
    """Markers that no page sets stay empty in silence, and what a page sets for no marker was meant for something."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in sources(".c", ".cc") if floor_of(p) in ("page", "web"))
    words = {w for _, s in strings(code) for w in re.findall(r"^[A-Z][A-Z0-9_]*$", s)}
    made = {m[1] for m in re.finditer(r'"%s(_[A-Z]+)"', code)}  # view_moment: MARKER and MARKER_ISO
    words |= {w + suffix for w in words for suffix in made}
    words |= {m[1] for m in re.finditer(r"\[(NO_[A-Z_]+|MAY)\]", (SRC / "rule/authz.c").read_text(encoding="utf-8"))}
    used = {}
    for path, text in templates:
        for m in MARKER.finditer(text):
            if m[1] != "/":
                used.setdefault(m[2], (path, text.count("\n", 0, m.start()) + 1))
    for name, (path, line) in sorted(used.items()):
        if name not in words:
            say(path, line, f"no page sets {name}")
    for path in sources(".c"):
        if floor_of(path) != "page":
            continue
        text = path.read_text(encoding="utf-8")
        for m in re.finditer(r'\bview_(?:text|number|show|part|include|text_everywhere|light|status|moment)\(\s*[\w()>.\- ]+?,(?:\s*[\w>.\-]+,)?\s*"([A-Z0-9_]+)"', text):
            if m[1] not in used:
                say(path, text.count("\n", 0, m.start()) + 1, f"no template has {m[1]}")


def check_statements():
    """A statement that no code names is dead."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in sources(".c"))
    for path in sorted((ROOT / "sql" / "queries").glob("*.sql")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            m = re.match(r"-- (\w+) \(", line)
            if m and not re.search(rf"\bSQL_{m[1].upper()}\b", code):
                say(path, number, f"no code uses {m[1]}")


def check_css(path, text):
    text = re.sub(r"/\*.*?\*/", lambda m: blank(m[0]), text, flags=re.S)
    for word in (r":is\(", r":where\(", r":has\(", r"@layer", r"\binset\s*:", r"\burl\(", r"@import", r"aspect-ratio\s*:", r"\bclamp\("):
        for m in re.finditer(word, text):
            say(path, text.count("\n", 0, m.start()) + 1, f"{m[0]} is not for Chromium 78, or against the policy")
    for m in re.finditer(r"\{([^{}]*)\}", text):
        if re.search(r"display\s*:\s*(inline-)?flex", m[1]) and re.search(r"(?<![\w-])gap\s*:", m[1]):
            say(path, text.count("\n", 0, m.start()) + 1, "gap: in a flex box is not for Chromium 78")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", type=Path, required=True, help="a build folder, for the generated queries.h")
    build = arguments.parse_args().build
    for path in sources(".c", ".cc", ".h"):
        text = path.read_text(encoding="utf-8")
        check_includes(path, text)
        check_words(path, text)
        check_lengths(path, text)
    functions, median = check_functions()
    check_headers_alone(build)
    check_format()
    templates = [(p, p.read_text(encoding="utf-8")) for p in sorted(TEMPLATES.rglob("*.tpl"))]
    for path, text in templates:
        check_template(path, text)
    check_markers(templates)
    check_statements()
    for path in sorted(TEMPLATES.rglob("*.css")):
        check_css(path, path.read_text(encoding="utf-8"))
    print("\n".join(found))
    print(f"lint: {functions} functions, median {median} lines; {len(templates)} templates; {len(found)} findings")
    sys.exit(1 if found else 0)


main()
