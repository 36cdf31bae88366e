"""Writes tests/rule/canon_vector.inc: the canonical bytes of the sample event of test_canon.c, worked out from the
description in src/rule/canon.h alone. Only run by hand: the bytes must never change."""
import struct
from pathlib import Path


def present(data):
    return b"\x01" + struct.pack(">I", len(data)) + data


def text(value):
    return present(value.encode("utf-8"))


def number(value):
    return present(struct.pack(">q", value)) if value else b"\x00"


session = bytes([1, 2, 3] + [0] * 29)
event = b"".join([
    b"\x01", text("report"), number(42), number(3), number(1680483600000000), number(7), text("王磊"), text("市科技局"),
    text("filer"), text("10.0.0.8"), text("Firefox"), present(session), text("report.submit"), text("ok"), number(1),
    number(2), number(5), present(bytes(range(16))), struct.pack(">H", 0), text('{"state":["draft","submitted"]}'),
    present(bytes(32))])
lines = [event.hex()[i:i + 100] for i in range(0, len(event.hex()), 100)]
Path(__file__).with_name("canon_vector.inc").write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
