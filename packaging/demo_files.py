"""The files that the bureaus of the demo hand in with their reports: small PDFs and pictures, made here, so that nothing but the
notice is needed. The same task, unit and period always give the same bytes."""
import struct
import zlib

import demo_texts as texts

SHARE = 0.15  # of the reports come with files
COLOURS = ((11, 79, 156), (27, 138, 76), (227, 160, 8))


def pdf(lines):
    """One page of Chinese text in a font that every reader knows by name (Adobe-GB1, ISO 32000-1 §9.7.5.2)."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines)
    stream = f"BT /F1 13 Tf 20 TL 56 780 Td\n{shown}ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/FontDescriptor 7 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93>>",
    ]
    out, places = b"%PDF-1.4\n%\xe4\xbd\xa0\xe5\xa5\xbd\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, table, len(objects) + 1, len(out)))


def png(heights, width=360, height=200):
    """Columns, as a photograph of a chart would show them."""
    step = width // len(heights)
    rows = b""
    for y in range(height):
        row = b""
        for x in range(width):
            place = x // step
            filled = place < len(heights) and 6 < x % step < step - 6 and height - y < heights[place] * height // 100
            row += bytes(COLOURS[place % len(COLOURS)] if filled else (243, 245, 248))
        rows += b"\0" + row

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def files(task, unit, period):
    """Pairs of name and bytes; most reports have none."""
    dice = texts.dice("files", task.no, unit, period)
    if dice.random() > SHARE:
        return []
    month = texts.MONTH[period]
    made = [(f"第{task.no}项 {month}月进展佐证材料（{unit}）.pdf",
             pdf([f"{task.title}", f"{unit}　2023年{month}月", "", "一、本期工作完成情况见报送正文。", "二、相关合同、批复和现场照片存本单位备查。",
                  "三、数据与统计口径一致，由责任处室核对。"]))]
    if dice.random() < 0.4:
        made.append((f"第{task.no}项 {month}月进度示意.png", png([dice.randint(20, 95) for _ in range(6)])))
    return made
