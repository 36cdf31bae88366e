"""A directory that says yes to everything: it shows that a yes alone signs nobody in (R02, RFC 4513 §5.1.2).

LDAP over TLS with the stack's own certificate; just enough BER (X.690) for bind, search and "who am I?"."""
import socket
import ssl
import threading


def ber(tag, content):
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([0x82, length >> 8, length & 255])
    return bytes([tag]) + size + content


def octets(text, tag=0x04):
    return ber(tag, text if isinstance(text, bytes) else text.encode("utf-8"))


RESULT = ber(0x0A, b"\0") + octets("") + octets("")  # success, no DN, no words


def take(data):
    """(tag, content, rest) of the first element; None when it is not whole."""
    if len(data) < 2:
        return None
    length, at = data[1], 2
    if length & 128:
        n = length & 127
        length, at = int.from_bytes(data[2:2 + n], "big"), 2 + n
    return None if len(data) < at + length else (data[0], data[at:at + length], data[at + length:])


class FakeDirectory:
    """Use as a context. binds: (DN, password) of each bind, in order. who: the answer to "who am I?"."""

    def __init__(self, stack, entry, groups, who):
        self.entry, self.groups, self.who, self.binds = entry, groups, who, []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(stack.path("tls", "ldap.pem"), stack.path("tls", "ldap.key"))
        self.door = socket.create_server(("127.0.0.1", 0))
        self.uri = f"ldaps://127.0.0.1:{self.door.getsockname()[1]}"

    def __enter__(self):
        self.server = threading.Thread(target=self.serve, daemon=True)
        self.server.start()
        return self

    def __exit__(self, *why):
        self.door.shutdown(socket.SHUT_RDWR)  # wakes the thread, or it would go on with a later socket of the same number
        self.server.join()
        self.door.close()

    def serve(self):
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(line,), daemon=True).start()

    def talk(self, line):
        data = b""
        try:
            with self.context.wrap_socket(line, server_side=True) as secure:
                while more := secure.recv(65536):
                    data += more
                    while element := take(data):
                        data = element[2]
                        number, operation = take(element[1])[1:]
                        for answer in self.answers(*take(operation)[:2]):
                            secure.sendall(ber(0x30, ber(0x02, number) + answer))
        except OSError:
            pass

    def answers(self, tag, content):
        if tag == 0x60:
            rest = take(content)[2]
            _, name, rest = take(rest)
            self.binds.append((name.decode(), take(rest)[1]))
            return [ber(0x61, RESULT)]
        if tag == 0x63:
            base = take(content)[1].decode()
            # An entry that is asked about by its own name is asked whether it is disabled: it is not.
            found = self.groups if base.startswith("ou=groups") else [self.entry] if base.startswith("ou=people") else []
            return [self.shown(dn, attributes) for dn, attributes in found] + [ber(0x65, RESULT)]
        if tag == 0x77:
            return [ber(0x78, RESULT + octets(self.who, 0x8B))]
        return []

    @staticmethod
    def shown(dn, attributes):
        listed = b"".join(ber(0x30, octets(name) + ber(0x31, octets(value))) for name, value in attributes.items())
        return ber(0x64, octets(dn) + ber(0x30, listed))
