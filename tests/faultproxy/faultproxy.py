#!/usr/bin/env python3
"""A proxy that breaks lines on purpose: between a worker and MariaDB or the directory (F15: no netem here).

    faultproxy.py --listen unix:PATH|tcp:PORT --to unix:PATH|tcp:HOST:PORT --control PATH

It passes bytes on as they come until it is told a fault: one JSON object a line on the unix socket PATH, one line back
({"hits": how often faults struck since the last was told, "lines": accepted, "open": now, "most": open at once since then}). {} heals and asks. A fault:

    kind     refuse   a new line is closed at once               silent  it is accepted, and nothing is read or said
             delay    every piece waits so many seconds          drip    bytes go one by one, so many seconds apart
             stall    nothing passes any more                    reset   the line is torn down (RST)
             half     the piece passes, then that side is shut   cut     after so many bytes, or at a pattern
             say      the client gets `bytes` as the answer, and the server never hears the question
    side     up (client to server), down, both; of each line
    pattern  hex; which pieces are meant (a question of a client is one piece). Without it: every piece
    since    hex; only pieces of a line behind one with this in it    until  hex; and up to one with that in it
    skip     so many of those pass first            times    after so many the fault is over
    after    cut: at a pattern, whether the server hears the question (its answer is lost); without one, bytes
    seconds  delay, drip
    then     the fault that follows when this one is over

{"set": false} only asks. Sides that are shut, reset or cut are so for good; what a stall holds back passes when it is healed.
"""
import argparse
import asyncio
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile

PIECE = 65536
TICK = 0.01
LINGER_NOT = struct.pack("ii", 1, 0)  # closing sends RST


class Fault:
    def __init__(self, kind="", side="both", pattern="", since="", until="", skip=0, times=None, after=None, seconds=0.0, answer="",
                 then=None):
        self.kind, self.side, self.seconds, self.after, self.then = kind, side, seconds, after, then
        self.pattern, self.since, self.until, self.answer = (bytes.fromhex(text) for text in (pattern, since, until, answer))
        self.skip, self.times = skip, times
        self.is_over = kind == ""

    def meant(self, line, side, data):
        """Whether this piece is one that the fault strikes."""
        if self.is_over or self.side not in (side, "both"):
            return False
        if self.since and not line.is_since(self, data):
            return False
        if self.pattern not in data:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times = None if self.times is None else self.times - 1
        self.is_over = self.times == 0
        line.proxy.struck(self)
        return True


class Line:
    """One accepted connection and the one that was opened for it."""

    def __init__(self, proxy, client):
        self.proxy, self.client, self.server = proxy, client, None
        self.passed = {"up": 0, "down": 0}
        self.counted_for = self.since = None
        self.loses_answer = False

    def is_since(self, fault, data):
        """The piece that begins it is not counted itself."""
        began = self.since is fault
        if fault.since in data:
            self.since = fault
        elif fault.until and fault.until in data:
            self.since = None
        return began

    async def serve(self, open_server):
        if self.proxy.fault.kind == "refuse":
            self.proxy.struck(self.proxy.fault)
            return self.end()
        while self.proxy.fault.kind == "silent":
            await asyncio.sleep(TICK)
        try:
            server_reader, server = await open_server()
        except OSError:
            return self.end()
        self.server = (server_reader, server)
        await asyncio.gather(self.pump("up"), self.pump("down"))
        return self.end()

    async def pump(self, side):
        source, target = (self.client[0], self.server[1]) if side == "up" else (self.server[0], self.client[1])
        try:
            while data := await source.read(PIECE):
                if side == "down" and self.loses_answer:
                    return self.end()
                if not await self.strike(side, target, data):
                    return None
            target.write_eof()
        except (OSError, RuntimeError):
            self.end()
        return None

    async def strike(self, side, target, data):
        """Passes data on, or not; false when this direction is over."""
        fault = self.proxy.fault
        if fault.kind == "cut" and not fault.pattern and not fault.since:
            return await self.cut_after(fault, side, target, data)
        if fault.kind in ("refuse", "silent") or not fault.meant(self, side, data):
            return await self.give(side, target, data)
        return await getattr(self, "do_" + fault.kind)(fault, side, target, data)

    async def give(self, side, target, data):
        self.passed[side] += len(data)
        target.write(data)
        await target.drain()
        return True

    async def cut_after(self, fault, side, target, data):
        """`after` counts from when the fault was told."""
        if self.counted_for is not fault:
            self.counted_for, self.passed = fault, {"up": 0, "down": 0}
        if fault.side not in (side, "both"):
            return await self.give(side, target, data)
        left = (fault.after or 0) - self.passed[side]
        if len(data) <= left:
            return await self.give(side, target, data)
        self.proxy.struck(fault)
        await self.give(side, target, data[:max(left, 0)])
        self.end()
        return False

    async def do_delay(self, fault, side, target, data):
        await asyncio.sleep(fault.seconds)
        return await self.give(side, target, data)

    async def do_drip(self, fault, side, target, data):
        for i in range(len(data)):
            await self.give(side, target, data[i:i + 1])
            if self.proxy.fault is fault:
                await asyncio.sleep(fault.seconds)
        return True

    async def do_stall(self, fault, side, target, data):
        while self.proxy.fault is fault:
            await asyncio.sleep(TICK)
        return await self.give(side, target, data)

    async def do_reset(self, _fault, _side, _target, _data):
        self.end(reset=True)
        return False

    async def do_half(self, _fault, side, target, data):
        await self.give(side, target, data)
        target.write_eof()
        return False

    async def do_cut(self, fault, side, target, data):
        if fault.after:
            self.loses_answer = True
            return await self.give(side, target, data)
        self.end()
        return False

    async def do_say(self, fault, _side, _target, _data):
        self.client[1].write(fault.answer)
        await self.client[1].drain()
        return True

    def end(self, reset=False):
        for _, writer in filter(None, (self.client, self.server)):
            door = writer.get_extra_info("socket")
            if reset and door is not None and door.family != socket.AF_UNIX:
                door.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
            writer.transport.abort() if reset else writer.close()


class Proxy:
    def __init__(self, to):
        self.to, self.fault = to, Fault()
        self.hits = self.lines = self.open = self.most = 0

    def struck(self, fault):
        self.hits += 1
        if fault.is_over and fault.then and self.fault is fault:
            self.fault = Fault(**fault.then)

    async def server(self):
        kind, _, where = self.to.partition(":")
        if kind == "unix":
            return await asyncio.open_unix_connection(where)
        host, _, port = where.rpartition(":")
        return await asyncio.open_connection(host, int(port))

    async def accepted(self, *client):
        self.lines += 1
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            await Line(self, client).serve(self.server)
        finally:
            self.open -= 1

    async def controlled(self, reader, writer):
        while told := await reader.readline():
            wish = json.loads(told)
            state = {"hits": self.hits, "lines": self.lines, "open": self.open, "most": self.most}
            if wish.pop("set", True):
                self.fault, self.hits, self.most = Fault(**wish), 0, self.open
            writer.write(json.dumps(state).encode() + b"\n")
            await writer.drain()
        writer.close()


async def serve(arguments):
    proxy = Proxy(arguments.to)
    kind, _, where = arguments.listen.partition(":")
    if kind == "unix":
        await asyncio.start_unix_server(proxy.accepted, where, backlog=512)
    else:
        await asyncio.start_server(proxy.accepted, "127.0.0.1", int(where), backlog=512)
    await asyncio.start_unix_server(proxy.controlled, arguments.control)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # ends with whoever started it


def main():
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("--listen", "--to", "--control"):
        reader.add_argument(name, required=True)
    asyncio.run(serve(reader.parse_args()))


# ---- for tests

class FaultProxy:
    """A proxy of one's own, as a context. listen: 'unix:PATH', or 'tcp:PORT' (0: a free one, in .port)."""

    def __init__(self, to, listen="tcp:0"):
        self.to, self.listen, self.port = to, listen, None
        if listen == "tcp:0":
            with socket.create_server(("127.0.0.1", 0)) as door:
                self.port = door.getsockname()[1]
            self.listen = f"tcp:{self.port}"

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="faultproxy-")
        control = os.path.join(self.folder.name, "control")
        self.process = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--listen", self.listen, "--to", self.to,
                                         "--control", control], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout.readline() == b"ready\n", "the proxy did not start"
        self.door = socket.socket(socket.AF_UNIX)
        self.door.connect(control)
        self.told = self.door.makefile("rw", encoding="ascii")
        return self

    def __exit__(self, *why):
        self.told.close()
        self.door.close()
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()

    def set(self, kind="", **wish):
        """Tells a fault; pattern, since, until and answer are bytes. The state before it."""
        for name in ("pattern", "since", "until", "answer"):
            if name in wish:
                wish[name] = wish[name].hex()
        return self._tell({"kind": kind, **wish})

    def heal(self):
        return self.set()

    def state(self):
        return self._tell({"set": False})

    def _tell(self, wish):
        self.told.write(json.dumps(wish) + "\n")
        self.told.flush()
        return json.loads(self.told.readline())

    def fault(self, kind, **wish):
        return _Broken(self, kind, wish)


class _Broken:
    """with proxy.fault("stall"): … — healed afterwards; .hits of the state tells how often it struck."""

    def __init__(self, proxy, kind, wish):
        self.proxy, self.kind, self.wish, self.hits = proxy, kind, wish, 0

    def __enter__(self):
        self.proxy.set(self.kind, **self.wish)
        return self

    def __exit__(self, *why):
        self.hits = self.proxy.heal()["hits"]


if __name__ == "__main__":
    main()
