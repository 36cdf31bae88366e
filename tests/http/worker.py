"""A worker of our own beside a stack: with other lines in its configuration, spoken to without nginx."""
import itertools
import os
import re
import signal
import socket
import subprocess
import urllib.parse

import fastcgi
from http_client import Client
from stack import ROOT


class Worker:
    """Under multiwatch, as in production: a worker that ends is started again. `changes`: key -> value of the conf."""

    numbers = itertools.count(1)

    def __init__(self, stack, pool, changes=(), forks=1, environment=()):
        self.stack, self.pool, self.forks = stack, pool, forks
        self.environment = {**os.environ, **dict(environment)}
        with open(stack.path("etc", "taizhang.conf"), encoding="utf-8") as file:
            text = file.read()
        for key, value in dict(changes).items():
            text, n = re.subn(rf"^{key}=.*$", lambda _, line=f"{key}={value}": line, text, flags=re.M)
            assert n == 1, key
        name = f"w{next(Worker.numbers)}"
        self.conf = stack.path("etc", name + ".conf")
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write(text)
        self.socket = stack.path("run", name + ".sock")

    def __enter__(self):
        self.log = open(self.socket + ".log", "w+", encoding="utf-8")
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(self.socket)
            door.listen(64)
            self.process = subprocess.Popen(
                ["multiwatch", "-r", "1000000", "-t", "1000", "-f", str(self.forks), "--",
                 os.path.join(self.stack.programs, "taizhang"), "--config", self.conf, "--pool", self.pool],
                cwd=ROOT, stdin=door, stdout=subprocess.DEVNULL, stderr=self.log, start_new_session=True,
                env=self.environment)
        return self

    def __exit__(self, *why):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def said(self):
        with open(self.socket + ".log", encoding="utf-8", errors="replace") as file:
            return file.read()

    def variables(self, method, uri, body=b"", **more):
        return {"REQUEST_METHOD": method, "REQUEST_URI": uri, "REMOTE_ADDR": "127.0.0.1", "REQUEST_ID": "t",
                "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
                "CONTENT_LENGTH": str(len(body)) if body else "", "HTTP_HOST": f"127.0.0.1:{self.stack.port}", **more}

    def ask(self, method, uri, body=b"", timeout=40, **more):
        """(status, head and body as text); variables that are None are left out."""
        variables = {n: v for n, v in self.variables(method, uri, body, **more).items() if v is not None}
        status, out = fastcgi.talk(self.socket, fastcgi.Record.begin() + fastcgi.params(variables) + fastcgi.Record.stdin(body),
                                   timeout)
        return status, out.decode("utf-8", "replace")

    def sign_in(self, login, password, raw_password=None):
        """As a browser would, through the form; raw_password: as it stands in the body, already escaped."""
        _, page = self.ask("GET", "/login")
        visit = re.search(r"Set-Cookie: tzv=([^;]+)", page)[1]
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]
        sent = raw_password if raw_password is not None else urllib.parse.quote_plus(password)
        body = f"csrf={csrf}&next=&username={urllib.parse.quote_plus(login)}&password={sent}".encode()
        return self.ask("POST", "/login", body, HTTP_COOKIE=f"tzv={visit}", HTTP_ORIGIN=self.stack.origin)


class Through(Client):
    """The browser of somebody who is signed in, whose requests reach one worker without nginx between."""

    def __init__(self, worker, signed_in, timeout=40):
        super().__init__(worker.stack.origin, timeout)
        self.worker, self.cookies = worker, signed_in.cookies

    def _exchange(self, method, path, body, headers):
        """ConnectionResetError: the worker ended in the middle of it, where nginx would answer 502."""
        named = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items() if name != "Content-Type"}
        body = body or b""
        variables = self.worker.variables(method, path, body, **named, CONTENT_TYPE=headers.get("Content-Type", ""))
        status, out = fastcgi.talk(self.worker.socket, fastcgi.Record.begin() + fastcgi.params(variables) + fastcgi.Record.stdin(body),
                                   self._timeout)
        if status is None:
            raise ConnectionResetError("the worker said nothing")
        return _Answer(status, out)


class _Answer:
    will_close = False

    def __init__(self, status, out):
        self.status = status
        head, _, self.body = out.partition(b"\r\n\r\n")
        self.head = head.decode("utf-8").split("\r\n")

    def getheaders(self):
        return [tuple(line.split(": ", 1)) for line in self.head]

    def read(self):
        return self.body
