"""The smallest files of each kind that the ledger takes, for tests that upload some."""
import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
KB = 1024


def pdf(size, mark=b""):
    """A PDF of exactly so many bytes."""
    return PDF[:-6] + mark + b"%" * (size - len(PDF) - len(mark)) + PDF[-6:]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
       chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def office_file(*names):
    """A zip with empty parts of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


DOCX = office_file("[Content_Types].xml", "word/document.xml")
