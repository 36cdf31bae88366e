"""What an intruder with the database's root, and perhaps the keys, can do to the log; and how a test takes it back."""
import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import struct
import subprocess

COLUMNS = ("etype", "entity_id", "entity_seq", "at_us", "person_id", "actor", "actor_unit", "actor_role", "ip", "agent", "session",
           "action", "result", "task_id", "unit_id", "period_id", "req_id", "req_no", "body", "prev_hash")
NUMBERS = {"entity_id", "entity_seq", "at_us", "person_id", "task_id", "unit_id", "period_id"}
BYTES = {"session", "req_id", "prev_hash"}
TREE = ("audit_leaf", "audit_tile", "audit_checkpoint", "tree_state")


def present(data):
    return b"\x01" + struct.pack(">I", len(data)) + data


def canon(event):
    """The canonical bytes of an event as rule/canon.h describes them; values are the texts of a batch client, bytes in hex."""
    out = b"\x01"
    for name in COLUMNS:
        value = event[name]
        if name == "req_no":
            out += struct.pack(">H", int(value))
        elif value is None or (name in NUMBERS and int(value) == 0):
            out += b"\x00"
        elif name in NUMBERS:
            out += present(struct.pack(">q", int(value)))
        else:
            out += present(bytes.fromhex(value) if name in BYTES else value.encode("utf-8"))
    return out


def leaf_hash(event_bytes, mac, state):
    leaf = b"\x01" + present(event_bytes) + present(mac) + (b"\x00" if state is None else present(state))
    return hashlib.sha256(b"\x00" + leaf).digest()


class Forger:
    """Root of the database, with the files beside it."""

    def __init__(self, stack):
        self.stack = stack
        self.store = stack.path("tmp", "saved")
        self.fences = stack.sql(
            "SELECT trigger_name AS name, event_object_table AS at, CONCAT('CREATE DEFINER = taizhang_trigger@localhost TRIGGER ', trigger_name, ' ', action_timing,"
            " ' ', event_manipulation, ' ON ', event_object_table, ' FOR EACH ROW ', action_statement) AS again"
            " FROM information_schema.triggers WHERE trigger_schema = 'taizhang' ORDER BY event_object_table, action_order")
        self.tables = [row["t"] for row in stack.sql("SELECT table_name AS t FROM information_schema.tables"
                                                     " WHERE table_schema = 'taizhang' AND table_type = 'BASE TABLE'")]

    # ---- before and after

    def save(self, name="before"):
        """The whole database and the sealer's folder, as a backup would have them."""
        folder = os.path.join(self.store, name)
        shutil.rmtree(folder, ignore_errors=True)
        script = f"DROP DATABASE IF EXISTS saved_{name}; CREATE DATABASE saved_{name} COLLATE utf8mb4_nopad_bin;"
        script += "".join(f"CREATE TABLE saved_{name}.{t} AS SELECT * FROM taizhang.{t};" for t in self.tables)
        done = self.stack.sql_as(None, script)
        assert done.returncode == 0, done.stderr
        for part in ("seal", "checkpoints"):
            shutil.copytree(self.stack.path(part), os.path.join(folder, part))

    def restore_database(self, name="before"):
        """Every row as it was, whatever stands there now."""
        self.sql("START TRANSACTION;" + "".join(f"DELETE FROM {t}; INSERT INTO {t} SELECT * FROM saved_{name}.{t};"
                                                for t in self.differing(name)) + "COMMIT")

    def differing(self, name):
        now, then = ({row["Table"].split(".")[1]: row["Checksum"] for row in self.stack.sql(
            "CHECKSUM TABLE " + ", ".join(f"{base}.{t}" for t in self.tables) + " EXTENDED")} for base in ("taizhang", f"saved_{name}"))
        return [t for t in self.tables if now[t] != then[t]]

    def restore(self, name="before"):
        self.restore_database(name)
        for part in ("seal", "checkpoints"):
            shutil.rmtree(self.stack.path(part))
            shutil.copytree(os.path.join(self.store, name, part), self.stack.path(part))

    # ---- rows

    def sql(self, statement):
        """As root, with the fences of the tables it changes taken away and put back as they were."""
        fences = [row for row in self.fences if re.search(rf"(UPDATE|FROM|INTO) {row['at']}\b", statement)]
        script = "".join(f"DROP TRIGGER {row['name']};\n" for row in fences)
        script += f"SET foreign_key_checks = 0;\n{statement};\nSET foreign_key_checks = 1;\n"
        script += "DELIMITER //\n" + "".join(f"{row['again']}\n//\n" for row in fences)
        done = self.stack.sql_as(None, script)
        assert done.returncode == 0, done.stderr

    def event(self, condition):
        columns = ", ".join(f"HEX({c}) AS {c}" if c in BYTES else c for c in COLUMNS)
        return self.stack.sql(f"SELECT id, {columns}, HEX(hash) AS hash, HEX(mac) AS mac FROM audit_event WHERE {condition} LIMIT 1")[0]

    def leaf_of(self, audit_id):
        return int(self.stack.sql(f"SELECT leaf_index FROM audit_leaf WHERE audit_id = {audit_id}")[0]["leaf_index"])

    def write_event(self, event, key):
        """The event as it is now, with the hash that belongs to it, and a MAC by the key."""
        data = canon(event)
        mac = hmac.new(key, data, hashlib.sha256).digest()
        event["hash"], event["mac"] = hashlib.sha256(data).hexdigest(), mac.hex()
        sets = ", ".join(f"{c} = {self.quoted(event, c)}" for c in COLUMNS + ("hash", "mac"))
        self.sql(f"UPDATE audit_event SET {sets} WHERE id = {event['id']}")

    @staticmethod
    def quoted(event, column):
        value = event[column]
        if value is None:
            return "NULL"
        if column in BYTES | {"hash", "mac"}:
            return f"x'{value}'"
        return str(int(value)) if column in NUMBERS | {"req_no"} else "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"

    def audit_key(self):
        return bytes.fromhex(self.stack.secret("audit_key"))

    def reseal_leaf(self, event):
        """The leaf that belongs to the event as it is now."""
        row = self.stack.sql(f"SELECT leaf_index, HEX(state) AS state FROM audit_leaf WHERE audit_id = {event['id']}")[0]
        state = bytes.fromhex(row["state"]) if row["state"] is not None else None
        found = leaf_hash(canon(event), bytes.fromhex(event["mac"]), state)
        self.sql(f"UPDATE audit_leaf SET leaf_hash = x'{found.hex()}' WHERE leaf_index = {row['leaf_index']}")
        return int(row["leaf_index"])

    def forget_tree(self):
        """Everything is to be sealed again: tables, outbox, the sealer's own memory."""
        self.sql("; ".join([f"DELETE FROM {t}" for t in TREE if t != "tree_state"])
                 + "; UPDATE tree_state SET size = 0; INSERT IGNORE INTO audit_pending SELECT id FROM audit_event")
        for name in os.listdir(self.stack.path("seal")):
            os.remove(self.stack.path("seal", name))


def note_parts(text):
    origin, size, root = text.split("\n")[:3]
    return origin, int(size), base64.b64decode(root)


def seal(stack, stop=None):
    """taizhangctl seal --once."""
    environment = {**os.environ, **({"TAIZHANG_SEAL_STOP": stop} if stop else {})}
    return subprocess.run([os.path.join(stack.programs, "taizhangctl"), "--config", stack.path("etc", "taizhang.conf"), "seal",
                           "--once"], text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment, timeout=120)


def verify(stack, *arguments):
    """(exit status, report, what it said)."""
    done = stack.ctl("verify", "--json", *arguments)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def last_note(stack):
    """A copy of the newest checkpoint, put where nobody of the system writes."""
    names = sorted(os.listdir(stack.path("checkpoints")))
    outside = stack.path("tmp", "outside-" + names[-1])
    shutil.copy(stack.path("checkpoints", names[-1]), outside)
    return outside
