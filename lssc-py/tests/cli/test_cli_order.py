"""`lssc order`: who is on a purchase order, what is wrong with them, and what is written."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli import sample
from cli.running import Ran, Run
from cli.sample import Rows

PEOPLE: Rows = [
    ["Name", "E-mail", "ALA member"],
    ["Pat Doe", "pat@library.example", "yes"],
    ["Sam & Roe", "sam@library.example", "FALSE"],
    ['=HYPERLINK("x")<script>alert(1)</script>', "eve@library.example", "0"],
]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Three people without faults."""
    return write(tmp_path / "people.csv", PEOPLE)


@pytest.fixture
def order(run: Run) -> Run:
    """Makes an order of the sample's day."""

    def run_order(source: Path, *more: object) -> Ran:
        return run("order", source, "--as-of", sample.AS_OF, *more)

    return run_order


def write(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def written(path: Path, rows: Rows, suffix: str) -> Path:
    """The same cells in one of the formats that are read."""
    if suffix == "csv":
        return write(path / "people.csv", rows)
    if suffix == "xlsx":
        return sample.write_workbook(path / "people.xlsx", {"any name": rows})
    import polars

    header, *below = rows
    polars.DataFrame(below, schema=header, orient="row").write_parquet(path / "p.parquet")
    return path / "p.parquet"


class Page(HTMLParser):
    """What stands on a page, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", list[str](), list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def test_the_page_has_what_the_program_asks_for_and_loads_nothing(
    order: Run, people: Path, tmp_path: Path
) -> None:
    ran = order(people, "-o", tmp_path / "order.html")
    assert ran.status == 0
    assert ran.err.endswith(f"order of 3 people, $1,025.00, applied, written to {tmp_path / 'order.html'}\n")
    found = page(tmp_path / "order.html")
    shown = " ".join(found.text.split())
    for said in (
        "Pat Doe pat@library.example member $325.00",
        "Sam & Roe sam@library.example non-member $350.00".replace(" ", ""),
        "Payment amount, 3 people $1,025.00".replace(" ", ""),
    ):
        assert said.replace(" ", "") in shown.replace(" ", "")
    for said in (sample.AS_OF, "State", "Applied", "1 application at the member price of $325.00"):
        assert said in shown
    assert '=HYPERLINK("x")<script>alert(1)</script>' in shown
    assert "script" not in found.tags
    assert found.links == []
    assert "url(" not in (tmp_path / "order.html").read_text("utf-8")


def test_nobody_receives_orders_unless_the_office_says_who(order: Run, people: Path, tmp_path: Path) -> None:
    ran = order(people, "-o", tmp_path / "order.html")
    assert "note: no addressee is set, and the page leaves a place for it" in ran.err
    assert "fill in: who receives purchase orders" in page(tmp_path / "order.html").text
    assert "LiveText" not in (tmp_path / "order.html").read_text("utf-8")


@pytest.mark.parametrize("how", ["file", "text", "environment", "environment file"])
def test_the_addressee_is_a_setting(
    order: Run, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    said = " Orders & Co. ;1 Main St, 2nd Floor;;orders@office.example"
    if "file" in how:
        (tmp_path / "office.txt").write_text(said.replace(";", "\r\n"), "utf-8-sig")
        said = str(tmp_path / "office.txt")
    if "environment" in how:
        monkeypatch.setenv("LSSC_ADDRESSEE", said)
    options = () if "environment" in how else ("--addressee", said)
    more = ("--number", "PO <1042>", "--institution", "County Library; 5 Elm Street")
    ran = order(people, "-o", tmp_path / "order.html", *options, *more)
    assert "note:" not in ran.err
    text = (tmp_path / "order.html").read_text("utf-8")
    assert (
        "<bdi>Orders &amp; Co.</bdi><br><bdi>1 Main St, 2nd Floor</bdi><br><bdi>orders@office.example</bdi>"
        in text
    )
    assert "<bdi>County Library</bdi><br><bdi>5 Elm Street</bdi>" in text
    assert text.count("PO &lt;1042&gt;") == 2
    assert 'class="blank lines"' not in text


@pytest.mark.parametrize(
    ("addressee", "said"),
    [
        ("ofice.txt", "ofice.txt cannot be read: No such file or directory"),
        ("a;" * 13, "holds more than an addressee: at most 12 lines of 200 characters"),
        ("a" * 201, "holds more than an addressee"),
    ],
)
def test_an_addressee_that_cannot_be_meant_is_refused(
    order: Run, people: Path, tmp_path: Path, addressee: str, said: str
) -> None:
    ran = order(people, "-o", tmp_path / "order.html", "--addressee", addressee)
    assert said in ran.err
    assert ran.status == 2
    assert not (tmp_path / "order.html").exists()


def test_an_addressee_in_another_encoding_is_refused(order: Run, people: Path, tmp_path: Path) -> None:
    (tmp_path / "office.txt").write_bytes("Jos\u00e9".encode("latin-1"))
    ran = order(people, "--addressee", tmp_path / "office.txt")
    assert "office.txt is not UTF-8; save it again as text in UTF-8" in ran.err
    assert ran.status == 2


BAD: Rows = [
    ["name", "email", "ala_member", "branch", "Name"],
    ["Pat Doe", "pat@library.example", "yes", "", ""],
    ["  ", "sam@library.example", "no", "North", ""],
    ["Kim Poe", "PAT@Library.example", "no", "South", "Kim"],
    ["Lee Moe", "lee at library", "no", "", ""],
    ["", "", "", "", ""],
    ["Ann Noe", "ann@library.example", "", "", ""],
    ["Bob Zoe", "bob@library.example", "perhaps", "", ""],
]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_fault_is_named_by_file_row_and_column_and_nothing_is_written(
    order: Run, tmp_path: Path, suffix: str
) -> None:
    source = written(tmp_path, BAD, suffix)
    ran = order(source, "-o", tmp_path / "order.html")
    file = "people.csv" if suffix == "csv" else "people.xlsx, sheet any name"
    assert ran.err.splitlines() == [
        f"{file}, row 3, column D (branch): [unknown-key] `branch` is no column of an order, and is filled: "
        'correct its name, or pass over it with `--ignore "branch"`',
        f"{file}, row 3, column A (name): [missing] `name` is required here; give it a value",
        f"{file}, row 4, column E (Name): [duplicate-key] another column is called `Name` too; "
        "keep one of the two",
        f"{file}, row 4, column B (email): [duplicate] `PAT@Library.example` stands at {file}, row 2, "
        "column B (email) too, as `pat@library.example`; an order has each address once, whatever its case",
        f"{file}, row 5, column B (email): [bad-text] `lee at library` is not an email address; "
        "write it as `name@example.org`",
        f"{file}, row 7, column C (ala_member): [missing] `ala_member` is required here; give it a value",
        f"{file}, row 8, column C (ala_member): [wrong-type] `perhaps` stands here; "
        "the column takes yes or no",
        f"nothing written: 7 faults in {source}",
    ]
    assert ran.status == 1
    assert ran.out == ""
    assert not (tmp_path / "order.html").exists()


def test_a_column_that_is_not_there_is_said_once(order: Run, tmp_path: Path) -> None:
    rows = [["name", "e mail"], ["Pat", "pat@library.example"], ["Sam", "sam@library.example"]]
    ran = order(write(tmp_path / "people.csv", rows))
    assert ran.err.splitlines()[:-1] == [
        "people.csv, row 1, column ala_member: [missing] no column is called `ala_member`; row 1, the first "
        "that is not empty, was taken as the header"
    ]
    assert ran.status == 1


def test_an_empty_file_has_no_header_to_speak_of(order: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"")
    assert order(tmp_path / "people.csv").err.splitlines()[:-1] == [
        f"people.csv, row 1, column {key}: [missing] no column is called `{key}`"
        for key in ("name", "email", "ala_member")
    ]


def test_the_rows_of_a_parquet_file_are_the_people(order: Run, tmp_path: Path) -> None:
    rows = [["name", "email", "branch"], ["Pat", "pat@x.example", None], ["Sam", "PAT@x.example", "North"]]
    ran = order(written(tmp_path, rows, "parquet"))
    assert ran.err.splitlines()[:-1] == [
        "p.parquet, column ala_member: [missing] no column is called `ala_member`",
        "p.parquet, row 2, column branch: [unknown-key] `branch` is no column of an order, and is filled: "
        'correct its name, or pass over it with `--ignore "branch"`',
        "p.parquet, row 2, column email: [duplicate] `PAT@x.example` stands at p.parquet, row 1, column "
        "email too, as `pat@x.example`; an order has each address once, whatever its case",
    ]
    assert ran.status == 1


def test_a_page_has_no_character_that_html_does_not_have(order: Run, tmp_path: Path) -> None:
    rows = [["name", "email", "ala_member"], ["Jo\x01s\x1be", "jose@x.example", "yes"]]
    ran = order(write(tmp_path / "people.csv", rows), "-o", tmp_path / "order.html")
    assert ran.status == 0
    assert "<bdi>Jo\ufffds\ufffde</bdi>" in (tmp_path / "order.html").read_text("utf-8")


def test_all_faults_are_named_however_many_there_are(order: Run, tmp_path: Path) -> None:
    rows = [["name", "email", "ala_member"], *([f"P{at}", "x", "yes"] for at in range(50))]
    ran = order(write(tmp_path / "people.csv", rows))
    assert ran.err.count("[bad-text]") == 50


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_people_are_read_from_every_kind_of_table(order: Run, tmp_path: Path, suffix: str) -> None:
    rows = [[cell or "-" for cell in row] for row in PEOPLE]
    ran = order(written(tmp_path, rows, suffix), "-o", "-", "--format", "csv")
    assert ran.status == 0
    assert list(csv.reader(ran.out.splitlines())) == [
        ["name", "email", "basis", "amount_usd"],
        ["Pat Doe", "pat@library.example", "member", "325.00"],
        ["Sam & Roe", "sam@library.example", "non-member", "350.00"],
        ["'" + PEOPLE[3][0], "eve@library.example", "non-member", "350.00"],
        ["Total", "", "", "1025.00"],
    ]


def test_a_workbook_of_several_sheets_has_one_called_people(order: Run, tmp_path: Path) -> None:
    book = sample.write_workbook(tmp_path / "p.xlsx", {"notes": [["x"]], "People": PEOPLE})
    assert order(book).status == 0
    book = sample.write_workbook(tmp_path / "p.xlsx", {"notes": [["x"]], "persons": PEOPLE})
    ran = order(book)
    assert "p.xlsx has several sheets; call the one to read `people`" in ran.err
    assert ran.status == 2


def test_people_in_json_are_named_by_line(order: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(
        '[\n {"name": "Pat", "email": "p@x.example", "ala_member": "yes"},\n 5,\n'
        ' {"name": "Sam", "email": "P@x.example", "ala_member": false, "x": 1}\n]',
        "utf-8",
    )
    assert order(path).err.splitlines() == [
        "people.json, line 2, column 56: [wrong-type] must be true or false, not a text",
        "people.json, line 3, column 2: [wrong-type] must be an object, not a number",
        "people.json, line 4, column 27: [duplicate] `P@x.example` stands at people.json, line 2, column 27 "
        "too, as `p@x.example`; an order has each address once, whatever its case",
        "people.json, line 4, column 68: [unknown-key] unknown key; correct or remove it, the keys here are "
        "`name`, `email`, `ala_member`",
        f"nothing written: 4 faults in {path}",
    ]
    path.write_text('[{"name": "Pat", "email": "p@x.example", "ala_member": true}]', "utf-8")
    assert "$325.00  Pat     p@x.example  member" in order(path).out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON: "),
        ('[{"name": "a", "name": "b"}]', "`name` stands twice in one object"),
        ("[" * 100_000, "is not JSON: "),
        ("5", "must be a list, not a number"),
        ('{"people": []}', "is neither a list of people nor an order that was kept"),
    ],
)
def test_json_that_is_no_list_of_people_is_refused(order: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "people.json").write_text(text, "utf-8")
    ran = order(tmp_path / "people.json")
    assert said in ran.err
    assert ran.status == (1 if text == "5" else 2)


def test_an_order_of_nobody_is_empty_and_said(order: Run, tmp_path: Path) -> None:
    ran = order(write(tmp_path / "people.csv", PEOPLE[:1]), "-o", tmp_path / "o.html")
    assert "so the order is empty" in ran.err
    assert "Nobody is on this order." in page(tmp_path / "o.html").text
    assert ran.status == 0


def test_without_an_output_the_order_is_shown(order: Run, people: Path) -> None:
    ran = order(people, "--number", "PO-7", "--institution", "County Library")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[:3] == [
        "Purchase order PO-7, 3 people as of 2026-11-22, by lssc-faq",
        "Applied",
        "institution County Library",
    ]
    assert "people $325.00 Pat Doe pat@library.example member" in lines
    assert lines[-2:] == ["$1,025.00 in all", "next Order received"]
    assert ran.err == ""


def test_a_policy_has_the_prices(order: Run, people: Path, tmp_path: Path) -> None:
    prices = {"application_cents": {"member": 100, "non_member": 25}}
    (tmp_path / "ours.json").write_text(
        json.dumps({"extends": "lssc-faq", "id": "ours", "fees": prices}), "utf-8"
    )
    ran = order(people, "--policy", tmp_path / "ours.json")
    assert "by ours" in ran.out
    assert "$1.50  in all" in ran.out
    assert order(people, "--policy", "ours").status == 2


def test_the_workbook_has_the_lines_and_what_stands_beside(order: Run, people: Path, tmp_path: Path) -> None:
    import fastexcel

    order(people, "-o", tmp_path / "order.xlsx", "--number", "PO-7", "--addressee", "Orders;1 Main St")
    book = fastexcel.read_excel(tmp_path / "order.xlsx")
    assert book.sheet_names == ["order", "people"]
    about = dict(book.load_sheet("order", dtypes="string").to_polars().rows())
    assert about["total"] == "1025"
    assert about["addressee"] == "Orders\n1 Main St"
    assert about["state"] == "Applied"
    lines = book.load_sheet("people").to_polars().rows()
    assert lines[0] == ("Pat Doe", "pat@library.example", "member", 325.0)
    assert [line[0] for line in lines] == ["Pat Doe", "Sam & Roe", PEOPLE[3][0], "Total"]
    assert lines[-1] == ("Total", None, None, 1025.0)


def test_the_totals_of_the_workbook_are_amounts(order: Run, people: Path, tmp_path: Path) -> None:
    order(people, "-o", tmp_path / "order.xlsx")
    with zipfile.ZipFile(tmp_path / "order.xlsx") as archive:
        styles, about, lines = (
            archive.read(f"xl/{part}.xml").decode()
            for part in ("styles", "worksheets/sheet1", "worksheets/sheet2")
        )
    money = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="\$#,##0.00"/>', styles)
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles[styles.index("<cellXfs") :])
    (total,) = re.findall(r' s="(\d+)"><v>1025.00</v>', about)
    amounts = re.findall(r' s="(\d+)"><v>([\d.]+)</v>', lines)
    assert [formats[int(total)]] == money
    assert [(formats[int(style)], value) for style, value in amounts] == [
        (*money, value) for value in ("325.00", "350.00", "350.00", "1025.00")
    ]


def ordered_for(found: Page) -> str:
    """The sentence that says what is ordered."""
    text = " ".join(found.text.split())
    return text[text.index("for the ", text.index("We order")) : text.index(" Please")]


def test_the_page_says_in_good_english_what_is_ordered(order: Run, people: Path, tmp_path: Path) -> None:
    for count, said in (
        (1, "for the person below: 1 application at the member price of $325.00."),
        (
            3,
            "for the 3 people below: 1 application at the member price of $325.00, "
            "2 applications at the non-member price of $350.00.",
        ),
    ):
        order(write(people, PEOPLE[: count + 1]), "-o", tmp_path / "order.html")
        assert ordered_for(page(tmp_path / "order.html")) == said


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_more_people_than_an_order_takes_make_several(order: Run, tmp_path: Path, suffix: str) -> None:
    many = [[f"P {at}", f"p{at}@library.example", "yes"] for at in range(4097)]
    keys = ("name", "email", "ala_member")
    people = write(tmp_path / "people.csv", [list(keys), *many])
    if suffix == "json":
        people = tmp_path / "people.json"
        people.write_text(
            json.dumps([dict(zip(keys, (*one[:2], True), strict=True)) for one in many]), "utf-8"
        )
    ran = order(people)
    assert ran.status == 1
    assert "must have 0 to 4096 entries, has 4097; make several orders, with a file for each" in ran.err


def test_a_csv_file_is_written_as_the_others_are(order: Run, people: Path, tmp_path: Path) -> None:
    order(people, "-o", tmp_path / "order.csv")
    content = (tmp_path / "order.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfname,email,basis,amount_usd\r\n")
    assert content.endswith(b"\r\nTotal,,,1025.00\r\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("-o", "order.txt"), "let it end in .html, .csv, .xlsx or .json, or add --format"),
        (("-o", "-", "--format", "html"), "standard output takes csv and json; give html a file"),
        (("-o", "people.csv"), "is an input, or would be one; name another output"),
        (("-o", "absent/o.csv"), "cannot be written: No such file or directory"),
    ],
)
def test_outputs_that_cannot_be_meant_are_refused(
    order: Run, people: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(people.parent)
    before = people.read_bytes()
    ran = order(people, *more)
    assert said in ran.err
    assert ran.status == 2
    assert people.read_bytes() == before


@pytest.mark.parametrize(
    ("as_of", "said"),
    [((), "a new order needs its day; add --as-of"), (("--as-of", "soon"), "--as-of: [bad-date]")],
)
def test_a_new_order_needs_its_day(run: Run, people: Path, as_of: tuple[str, ...], said: str) -> None:
    ran = run("order", people, *as_of)
    assert said in ran.err
    assert ran.status == 2


def test_what_cannot_be_read_is_named(order: Run, tmp_path: Path) -> None:
    (tmp_path / "people.ods").write_bytes(b"x")
    assert (
        "is none of .csv, .parquet, .xlsx, .xlsm, .json; convert it first"
        in order(tmp_path / "people.ods").err
    )
    for name in ("people.xlsx", "people.parquet", "people.csv"):
        (tmp_path / name).write_bytes(b"\xff\x00")
        assert order(tmp_path / name).status == 2
    assert order(tmp_path).status == 2
