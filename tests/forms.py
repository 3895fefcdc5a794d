"""Files of every form in which reports arrive, made here: by the libraries that write them, or as bytes by hand."""

import bz2
import gzip
import json
import lzma
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO, StringIO
from typing import Any

NINE = "At least nine people were killed in Latakia on Monday, the mayor of Latakia told reporters."
FOUR = "Four people were wounded in Tartus on Sunday, the provincial health office said in a statement."
Files = Mapping[str, bytes]


def zip_of(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=compression)
    return made.getvalue()


def tar_of(files: Files) -> bytes:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    return made.getvalue()


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def docx_of(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                table.cell(row, column).text = word
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def xlsx_of(rows: Sequence[Sequence[Any]]) -> bytes:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


Placed = tuple[float, float, str]  # x and y from the bottom left, and the words there
PICTURE: Placed = (0, 0, "")  # a picture that covers the page


def pdf_of(pages: Sequence[Sequence[Placed]], title: str = "", trailer: str = "") -> bytes:
    """Return a PDF with words at places, in Helvetica of 10 points; written by hand, object by object."""
    grey = "/Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
    picture = f"<< /Type /XObject /Subtype /Image {grey} >>\nstream\n\x7f\nendstream"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", picture]
    kids = []
    for placed in pages:
        stream = "q 595 0 0 842 0 0 cm /P Do Q " * (PICTURE in placed) + "BT /F1 10 Tf "
        stream += " ".join(f"1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj" for x, y, words in placed)
        objects.append(f"<< /Length {len(stream) + 3} >>\nstream\n{stream} ET\nendstream")
        font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font {font} /XObject << /P 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _pdf_file(objects, f"/Info {len(objects)} 0 R {trailer}")


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_file(objects: Sequence[str], trailer: str) -> bytes:
    made, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return made.encode("latin-1")


def lines_at(x: float, y: float, lines: Sequence[str], step: float = 12) -> list[Placed]:
    return [(x, y - step * number, line) for number, line in enumerate(lines)]


def scan_of(size: tuple[int, int] = (600, 800)) -> bytes:
    from PIL import Image  # noqa: PLC0415

    made = BytesIO()
    Image.new("L", size, 255).save(made, format="PDF")
    return made.getvalue()


def mail_of(text: str, *, attached: Files | None = None, html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    said = {
        "From": "Ardel Desk <desk@ardelpost.example>",
        "Subject": "Nine dead",
        "Message-ID": "<1@example>",
    }
    for name, value in (said | {"Date": "Mon, 10 Mar 2025 08:00:00 +0000"} | headers).items():
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def rss_of(*entries: Mapping[str, str], title: str = "Ardel Post") -> bytes:
    items = "".join(
        "<item>" + "".join(f"<{tag}>{value}</{tag}>" for tag, value in entry.items()) + "</item>"
        for entry in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def page_of(story: str, title: str = "Report") -> bytes:
    body = "".join(f"<p>{story} This is paragraph {number} of the report.</p>" for number in range(4))
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
    return f"{head}<body><article>{body}</article></body></html>".encode()


def warc_of(*records: Mapping[str, Any], gz: bool = True) -> bytes:
    """Return a WARC by warcio; a record has url, body, and maybe status, headers, date, kind, warc headers."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    made = BytesIO()
    writer = WARCWriter(made, gzip=gz)
    for record in records:
        headers = [("Content-Type", "text/html"), *record.get("headers", ())]
        http = StatusAndHeaders(record.get("status", "200 OK"), headers, protocol="HTTP/1.1")
        date = record.get("date", "2025-03-10T09:00:00Z")
        if record.get("kind") == "revisit":
            made_record = writer.create_revisit_record(
                record["url"], record["digest"], record["before"], date, http_headers=http
            )
        else:
            made_record = writer.create_warc_record(
                record["url"], "response", payload=BytesIO(record.get("body", b"")), http_headers=http,
                warc_headers_dict={"WARC-Date": date} | record.get("warc", {}),
            )  # fmt: skip
        with warnings.catch_warnings():  # warcio leaves what it measures records in to the collector
            warnings.simplefilter("ignore", ResourceWarning)
            writer.write_record(made_record)
            del made_record
    return made.getvalue()


def telegram_of(*messages: Mapping[str, Any], name: str = "Coast Watch", **more: Any) -> bytes:
    chat = {"name": name, "type": "public_channel", "id": 1234567890} | more
    return json.dumps(chat | {"messages": list(messages)}, ensure_ascii=False, indent=1).encode()


def message(number: int, text: Any, day: int = 10, **more: Any) -> dict[str, Any]:
    moment = 1741564800 + (day - 10) * 86400  # 2025-03-10, midnight UTC
    return {
        "id": number, "type": "message", "date": f"2025-03-{day:02}T03:00:00", "date_unixtime": str(moment),
        "from": "Coast Watch", "from_id": "channel1234567890", "text": text,
    } | more  # fmt: skip


def csv_of(*rows: Sequence[str], separator: str = ",") -> bytes:
    import csv  # noqa: PLC0415

    made = StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue().encode()


def bomb(size: int) -> bytes:
    """Return a ZIP with one member of `size` zero bytes."""
    return zip_of({"bomb.txt": bytes(size)})


def mangled(text: str) -> str:
    """Return text as it looks when its UTF-8 was taken for Windows-1252."""
    return text.encode().decode("cp1252")


ENCRYPTED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00><00>]"
)
LEFT = [
    "At least nine people were",
    "killed in Latakia on Mon-",
    "day, the mayor of Latakia",
    "told reporters there.",
]
RIGHT = [
    "Four people were wounded",
    "in Tartus on Sunday, the",
    "provincial health office",
    "said in a statement.",
]
HEADLINE = "A headline that runs over both of the columns of this page of the paper"
COLUMNS_PAGE = [*lines_at(50, 800, [HEADLINE]), *lines_at(50, 760, LEFT), *lines_at(320, 760, RIGHT)]
