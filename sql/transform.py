#!/usr/bin/env python3
"""Turns sql/queries/*.sql into queries.h (enums) and queries.c (a table).

A statement stands under a heading that names it, its inputs in the order of its question marks, and its outputs in the
order of its columns, each with a type: i whole number, s text, b bytes, t moment (microseconds), d decimal (as text).

    -- report_find (task i, unit i, period i) -> (id i, version i, state s)
    -- draft_save (…) -> () working          a change of a working table: needs no audit event
"""
import pathlib
import re
import sys

HEAD = re.compile(r"^-- (\w+) \((.*?)\) -> \((.*?)\)( working)?$")


def fields(text, where):
    out = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        match = re.fullmatch(r"(\w+) ([isbtd])", part)
        if not match:
            sys.exit(f"{where}: '{part}' is not 'name type'")
        out.append(match.groups())
    return out


def read(path):
    statements, current = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        head = HEAD.match(line)
        if head:
            current = {"name": head[1], "in": fields(head[2], where), "out": fields(head[3], where),
                       "working": bool(head[4]), "sql": []}
            statements.append(current)
        elif current and line.strip() and not line.startswith("--"):
            current["sql"].append(line.rstrip())
    for s in statements:
        marks = "\n".join(s["sql"]).count("?")
        if marks != len(s["in"]):
            sys.exit(f"{path.name}: {s['name']} has {marks} question marks and {len(s['in'])} inputs")
    return statements


def header(statements):
    out = ["/* Made by sql/transform.py from sql/queries/: do not edit. */", "#pragma once", "",
           "typedef enum {"]
    out += [f"    SQL_{s['name'].upper()}," for s in statements]
    out += ["    SQL__N", "} Sql;", ""]
    for s in statements:
        if s["out"]:
            cols = ", ".join(f"{s['name']}_{n}".upper() for n, _ in s["out"])
            out += [f"enum {{ {cols}, {s['name'].upper()}__N }};"]
    return "\n".join(out) + "\n"


def quoted(lines):
    return "\n".join('        "' + l.replace("\\", "\\\\").replace('"', '\\"') + '\\n"' for l in lines)


def table(statements):
    out = ["/* Made by sql/transform.py from sql/queries/: do not edit. */", '#include "store/sql.h"', "",
           "const Statement sql_statements[SQL__N] = {"]
    for s in statements:
        ins, outs = ("".join(t for _, t in s[k]) for k in ("in", "out"))
        out += [f"    [SQL_{s['name'].upper()}] = {{ \"{s['name']}\", \"{ins}\", \"{outs}\", "
                f"{'true' if s['working'] else 'false'},", quoted(s["sql"]) + " },"]
    return "\n".join(out) + "\n};\n"


def main():
    folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    statements = [s for path in sorted(folder.glob("*.sql")) for s in read(path)]
    names = [s["name"] for s in statements]
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        sys.exit(f"named twice: {', '.join(sorted(twice))}")
    target.mkdir(parents=True, exist_ok=True)
    (target / "queries.h").write_text(header(statements), encoding="utf-8")
    (target / "queries.c").write_text(table(statements), encoding="utf-8")


main()
