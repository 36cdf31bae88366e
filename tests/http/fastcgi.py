"""The FastCGI protocol by hand, so that a test can also break it (FastCGI 1.0 specification, §3 and §8)."""
import socket
import struct

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT = 1, 2, 3, 4, 5, 6


def record(kind, content=b"", request=1, version=1, length=None, padding=0):
    return struct.pack(">BBHHBB", version, kind, request, len(content) if length is None else length, padding, 0) + content


class Record:
    @staticmethod
    def begin(keep=0):
        return record(BEGIN, struct.pack(">HB5x", 1, keep))

    @staticmethod
    def stdin(body):
        return b"".join(record(STDIN, body[i:i + 65528]) for i in range(0, len(body), 65528)) + record(STDIN)


def size(n):
    return struct.pack(">B", n) if n < 128 else struct.pack(">I", n | 0x80000000)


def pair(name, value):
    name, value = (x if isinstance(x, bytes) else x.encode("utf-8") for x in (name, value))
    return size(len(name)) + size(len(value)) + name + value


def params(pairs):
    items = pairs.items() if isinstance(pairs, dict) else pairs
    return record(PARAMS, b"".join(pair(name, value) for name, value in items)) + record(PARAMS)


def answer_of(data):
    """(status, headers and body) out of the STDOUT records; (None, b'') when the worker said nothing."""
    out, at = b"", 0
    while at + 8 <= len(data):
        _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", data[at:at + 8])
        if kind == STDOUT:
            out += data[at + 8:at + 8 + length]
        at += 8 + length + padding
    return (int(out[8:11]), out) if out.startswith(b"Status: ") else (None, out)


def talk(path, data, timeout=10, half=False):
    """Sends data to the worker's socket and reads until it closes. half: our side is closed after it."""
    got = b""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(timeout)
        line.connect(path)
        try:
            line.sendall(data)
            if half:
                line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                got += more
        except (ConnectionResetError, BrokenPipeError):
            pass
    return answer_of(got)
