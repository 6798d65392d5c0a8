"""XLSX: a note at each cell that a finding is about, the cell filled in the colour of its severity.

The package is changed in place: sheets with findings get notes and cells another fill; all else (charts,
pictures) is copied as it is, and formulas keep their results. Libraries that load a workbook and save it
again lose some of that.
"""

import io
import math
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from reports.checkup.annotating.remarks import AUTHOR, Remark, Remarks
from reports.checkup.findings import Severity
from reports.checkup.ingest import SheetPlace
from reports.checkup.results.words import SEVERITIES, TINTS

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPE = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s{number}" type="#_x0000_t202"
 style="position:absolute;visibility:hidden" fillcolor="#{colour}" o:insetmode="auto">
<v:fill color2="#{colour}"/><v:shadow color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape></xml>"""
_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
 path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_PLAIN = "FFFFE1"
_FIRST_SHAPE = 1025
# What the standard puts behind the reference to the notes of a sheet.
_BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
_NOTE_WIDTH = 330  # pixels, as all sizes on a sheet here
_LETTERS = 50  # half-width characters in a line of a note
_LINE, _MARGIN = 16, 14
_COLUMN, _ROW = 64, 20  # where a sheet says nothing

Element = etree._Element


def annotate(content: bytes, remarks: Remarks) -> bytes:
    """Return the workbook with the remarks as notes, the summary in the first cell of the first sheet."""
    package = _Package(content)
    sheets = dict(_visible_sheets(package))
    styles = _Styles(package)
    first = next(iter(sheets))
    summary = list(remarks.summary)
    for name, part in sheets.items():
        of_sheet = [remark for remark in remarks.listed if _is_on(remark, name)]
        if of_sheet or name == first:
            sheet = _Sheet(package, part)
            threads = sheet.threads()
            for cell, listed in _by_cell(of_sheet).items():
                severity = min((one.severity for one in listed), key=list(SEVERITIES).index)
                sheet.fill(cell, severity, styles)
                if cell in threads:  # a conversation, whose cell shows no note
                    summary += [f"{name} {cell}：{one.text}" for one in listed]
                else:
                    sheet.note(cell, [(one.title, one.lines) for one in listed], TINTS[severity])
    sheet = _Sheet(package, sheets[first])
    sheet.note("A1", [(summary[0], summary[1:])], _PLAIN)
    return package.written()


def _is_on(remark: Remark, sheet: str) -> bool:
    return isinstance(remark.spot.place, SheetPlace) and remark.spot.place.sheet == sheet


def _by_cell(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    cells: dict[str, list[Remark]] = {}
    for remark in remarks:
        if isinstance(remark.spot.place, SheetPlace):
            cells.setdefault(remark.spot.place.cell, []).append(remark)
    return cells


class _Package:
    """The parts of a workbook; those that were asked for as trees are written anew, the others copied."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = set(self._zip.namelist())
        self._trees: dict[str, Element] = {}

    def tree(self, name: str, *, otherwise: str = "") -> Element:
        """Return a part, to be changed; made of ``otherwise`` if it is missing."""
        if name not in self._trees:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True
            )
            source = self._zip.read(name) if name in self.names else otherwise.encode()
            self._trees[name] = etree.fromstring(source, parser)
            self.names.add(name)
        return self._trees[name]

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the number and the part of each relation of a kind."""
        for relation in self._relations(part):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))
                yield relation.get("Id", ""), posixpath.normpath(target).lstrip("/")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Enter a relation; return its number."""
        relations = self._relations(part)
        known = {relation.get("Id") for relation in relations}
        number = next(f"rId{n}" for n in range(1, len(known) + 2) if f"rId{n}" not in known)
        attributes = {"Id": number, "Type": f"{_OFFICE}/{kind}", "Target": f"/{target}"}
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)
        return number

    def declare(self, *, extension: str = "", part: str = "", kind: str) -> None:
        """Say what a part, or all with an extension, are."""
        types = self.tree("[Content_Types].xml")
        tag, key, value = ("Default", "Extension", extension) if extension else ("Override", "PartName", part)
        if all(one.get(key, "").lower() != value.lower() for one in types.iter(f"{{{_TYPES}}}{tag}")):
            etree.SubElement(types, f"{{{_TYPES}}}{tag}", {key: value, "ContentType": kind})

    def free(self, pattern: str) -> str:
        """Return the first name of a pattern that no part has."""
        return next(
            name for n in range(1, len(self.names) + 2) if (name := pattern.format(n)) not in self.names
        )

    def written(self) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as result:
            for member in self._zip.infolist():
                if member.filename not in self._trees:
                    result.writestr(member, self._zip.read(member))
            for name, tree in self._trees.items():
                content = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
                result.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _relations(self, part: str) -> Element:
        folder, name = posixpath.split(part)
        empty = f'<Relationships xmlns="{_RELATIONS}"/>'
        return self.tree(posixpath.join(folder, "_rels", f"{name}.rels"), otherwise=empty)


def _visible_sheets(package: _Package) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets that are shown, and their parts."""
    [(_number, workbook)] = package.related("", "officeDocument")
    parts = dict(package.related(workbook, "worksheet"))
    for sheet in package.tree(workbook).iter(f"{{{_MAIN}}}sheet"):
        number = sheet.get(f"{{{_OFFICE}}}id", "")
        if sheet.get("state", "visible") == "visible" and number in parts:
            yield sheet.get("name", ""), parts[number]


class _Styles:
    """The formats of the cells; each gets a twin with another fill once it is needed."""

    def __init__(self, package: _Package) -> None:
        [(_number, workbook)] = package.related("", "officeDocument")
        [(_number, part)] = package.related(workbook, "styles")
        root = package.tree(part)
        self._fills = _child(root, "fills")
        self._formats = _child(root, "cellXfs")
        self._of_severity: dict[Severity, int] = {}
        self._tinted: dict[tuple[int, Severity], int] = {}

    def tinted(self, style: int, severity: Severity) -> int:
        """Return the number of the format that differs from another in its fill alone."""
        if (style, severity) not in self._tinted:
            twin = deepcopy(self._formats[style])
            twin.set("fillId", str(self._fill(severity)))
            twin.set("applyFill", "1")
            self._tinted[style, severity] = _appended(self._formats, twin)
        return self._tinted[style, severity]

    def _fill(self, severity: Severity) -> int:
        if severity not in self._of_severity:
            fill = etree.Element(f"{{{_MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{_MAIN}}}patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, f"{{{_MAIN}}}fgColor", {"rgb": f"FF{TINTS[severity]}"})
            etree.SubElement(pattern, f"{{{_MAIN}}}bgColor", {"indexed": "64"})
            self._of_severity[severity] = _appended(self._fills, fill)
        return self._of_severity[severity]


class _Sheet:
    """One sheet, its notes and the drawing that shows them."""

    def __init__(self, package: _Package, part: str) -> None:
        self._package = package
        self._part = part
        self._root = package.tree(part)
        self._rows = dict(_numbered(_child(self._root, "sheetData"), _row_number))

    def threads(self) -> set[str]:
        """Return the cells at which people hold a conversation."""
        return {
            thread.get("ref", "")
            for _number, part in self._package.related(self._part, "threadedComment")
            for thread in self._package.tree(part)
        }

    def fill(self, cell: str, severity: Severity, styles: _Styles) -> None:
        """Fill a cell in the colour of a severity."""
        found = self._cell(cell)
        found.set("s", str(styles.tinted(int(found.get("s", "0")), severity)))

    def note(self, cell: str, texts: Sequence[tuple[str, Sequence[str]]], colour: str) -> None:
        """Write a note at a cell, behind the one that may be there."""
        comments = self._comments()
        listed = _child(comments, "commentList")
        found = next((one for one in listed if one.get("ref") == cell), None)
        if found is None:
            author = str(self._author(comments))
            found = etree.SubElement(listed, f"{{{_MAIN}}}comment", {"ref": cell, "authorId": author})
            etree.SubElement(found, f"{{{_MAIN}}}text")
            self._show(cell, [line for title, lines in texts for line in (title, *lines, "")], colour)
            gap = ""
        else:
            gap = "\n\n"
        text = _child(found, "text")
        for title, lines in texts:
            _write(text, f"{gap}{title}\n", bold=True)
            _write(text, "\n".join(lines), bold=False)
            gap = "\n\n"

    def _comments(self) -> Element:
        for _number, part in self._package.related(self._part, "comments"):
            return self._package.tree(part)
        part = self._package.free("xl/comments{}.xml")
        self._package.relate(self._part, "comments", part)
        self._package.declare(part=f"/{part}", kind=_COMMENTS_TYPE)
        return self._package.tree(
            part, otherwise=f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
        )

    def _author(self, comments: Element) -> int:
        authors = _child(comments, "authors")
        for number, author in enumerate(authors):
            if author.text == AUTHOR:
                return number
        etree.SubElement(authors, f"{{{_MAIN}}}author").text = AUTHOR
        return len(authors) - 1

    def _drawing(self) -> Element:
        """Return the drawing in which notes are shown."""
        known = self._root.find(f"{{{_MAIN}}}legacyDrawing")
        if known is not None:
            parts = dict(self._package.related(self._part, "vmlDrawing"))
            return self._package.tree(parts[known.get(f"{{{_OFFICE}}}id", "")])
        part = self._package.free("xl/drawings/vmlDrawing{}.vml")
        number = self._package.relate(self._part, "vmlDrawing", part)
        self._package.declare(extension="vml", kind=_DRAWING_TYPE)
        reference = etree.Element(f"{{{_MAIN}}}legacyDrawing", {f"{{{_OFFICE}}}id": number})
        behind = next((one for one in self._root if _local(one) in _BEHIND), None)
        if behind is not None:
            behind.addprevious(reference)
        else:
            self._root.append(reference)
        return self._package.tree(part, otherwise=_DRAWING)

    def _show(self, cell: str, lines: Sequence[str], colour: str) -> None:
        column, row = _spot(cell)
        drawing = self._drawing()
        taken = sum(1 for _ in drawing.iter("{urn:schemas-microsoft-com:vml}shape"))
        shape = _SHAPE.format(
            number=_FIRST_SHAPE + taken,
            colour=colour,
            anchor=self._anchor(column, row, lines),
            row=row - 1,
            column=column - 1,
        )
        drawing.append(etree.fromstring(shape)[0])

    def _anchor(self, column: int, row: int, lines: Sequence[str]) -> str:
        """Return where a note's box begins and ends: column and pixels, row and pixels, from 0."""
        height = _MARGIN + _LINE * sum(max(1, math.ceil(_width(line) / _LETTERS)) for line in lines)
        right, right_offset = _reached(column + 1, 12 + _NOTE_WIDTH, self._column_width)
        bottom, bottom_offset = _reached(row, 4 + height, self._row_height)
        return f"{column}, 12, {row - 1}, 4, {right - 1}, {right_offset}, {bottom - 1}, {bottom_offset}"

    def _column_width(self, number: int) -> int:
        for column in self._root.iter(f"{{{_MAIN}}}col"):
            if int(column.get("min", "0")) <= number <= int(column.get("max", "0")) and column.get("width"):
                return round(float(column.get("width", "0")) * 7 + 5)
        return _COLUMN

    def _row_height(self, number: int) -> int:
        row = self._rows.get(number)
        return round(float(row.get("ht", "0")) * 4 / 3) if row is not None and row.get("ht") else _ROW

    def _cell(self, name: str) -> Element:
        """Return a cell; one that is missing is put in its place, with the format of its row."""
        _column, number = _spot(name)
        if number not in self._rows:
            self._rows[number] = _inserted(
                _child(self._root, "sheetData"), "row", {"r": str(number)}, number, _row_number
            )
            self._rows = dict(sorted(self._rows.items()))
        row = self._rows[number]
        column = _column
        for found, cell in _numbered(row, _column_number):
            if found == column:
                return cell
        attributes = {"r": name, **({"s": row.get("s", "0")} if row.get("customFormat") else {})}
        return _inserted(row, "c", attributes, column, _column_number)


def _inserted(
    parent: Element, tag: str, attributes: dict[str, str], number: int, of: Callable[[Element], int]
) -> Element:
    """Put a row or a cell where its number belongs."""
    made = etree.Element(f"{{{_MAIN}}}{tag}", attributes)
    behind = next((child for found, child in _numbered(parent, of) if found > number), None)
    if behind is not None:
        behind.addprevious(made)
    else:
        parent.append(made)
    return made


def _numbered(parent: Element, of: Callable[[Element], int]) -> Iterator[tuple[int, Element]]:
    """Yield rows or cells by their numbers; one that carries none follows the one before."""
    last = 0
    for child in parent:
        last = of(child) or last + 1
        yield last, child


def _row_number(row: Element) -> int:
    return int(row.get("r", "0"))


def _column_number(cell: Element) -> int:
    name = cell.get("r")
    return _spot(name)[0] if name else 0


def _spot(cell: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(cell)
    return column_index_from_string(letters), row


def _child(parent: Element, name: str) -> Element:
    found = parent.find(f"{{{_MAIN}}}{name}")
    if found is None:
        raise ValueError(f"no {name} in {parent.tag}")
    return found


def _appended(parent: Element, child: Element) -> int:
    parent.append(child)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _write(text: Element, words: str, *, bold: bool) -> None:
    run = etree.SubElement(text, f"{{{_MAIN}}}r")
    look = etree.SubElement(run, f"{{{_MAIN}}}rPr")
    if bold:
        etree.SubElement(look, f"{{{_MAIN}}}b")
    etree.SubElement(look, f"{{{_MAIN}}}sz", {"val": "9"})
    words_of = etree.SubElement(run, f"{{{_MAIN}}}t")
    words_of.text = words
    words_of.set(_SPACE, "preserve")


def _width(line: str) -> int:
    return sum(1 if character.isascii() else 2 for character in line)


def _reached(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the row or column in which a length ends that begins at the upper left of ``start``."""
    number = start
    while length > size(number):
        length -= max(size(number), 1)
        number += 1
    return number, length
