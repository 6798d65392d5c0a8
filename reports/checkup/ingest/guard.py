"""What a file is, and the sentence for one that is not opened."""

from collections.abc import Mapping
from pathlib import PurePath

from projects.packages import (
    DOCX,
    JPEG,
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MIB,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_NESTED,
    MOST_ROWS,
    OLE,
    PDF,
    PNG,
    XLSX,
    ZIP,
    Refused,
    check_package,
    content_type,
)
from reports.checkup.ingest.source import Kind, Unreadable

DAMAGED = "文件已损坏或不完整，无法读取，请重新保存后再送检。"
_READ = "可以送检的有：Word文档（.docx）、Excel工作簿（.xlsx、.xls）、PDF、网页（.html）和文本（.txt、.md）。"

KINDS: Mapping[str, Kind] = {
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".pdf": "pdf",
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".htm": "html",
    ".html": "html",
}
"""What a file should be, by the end of its name."""
_CONTENT: dict[Kind, str | None] = {"docx": DOCX, "xlsx": XLSX, "xls": OLE, "pdf": PDF}
_NAMES = {
    DOCX: "Word文档（.docx）",
    XLSX: "Excel工作簿（.xlsx）",
    OLE: "旧版Office文件（.doc、.xls）或加密的Office文件",
    PDF: "PDF文件",
    PNG: "图片",
    JPEG: "图片",
    ZIP: "压缩包或带宏的Office文件",
    None: "其他格式",
}
_REASONS = {
    "bomb": f"文件解压后大于{LARGEST_UNPACKED // MIB}MB，或者压缩得异常，不予打开。",
    "active": "文件带有宏、嵌入的对象或者指向外部文件的链接，请去掉后另存再送检。",
    "doctype": "文件里有文档类型声明（DOCTYPE），办公软件不会写入这种内容，不予打开。",
    "too_many_cells": f"工作表里有内容的单元格超过了{MOST_CELLS}个，不予打开。",
    "nested": f"表格层层嵌套超过了{MOST_NESTED}层，不予打开。",
    "damaged": DAMAGED,
}


def kind_of(name: str, content: bytes) -> Kind:
    """Return what a file is, once its name and its content agree and it may be opened.

    Raises:
        Unreadable: for every other file.
    """
    if not content:
        raise Unreadable("文件是空的。")
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"文件大于{LARGEST_FILE // MIB}MB，请去掉图片或拆分后再送检。")
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise Unreadable(f"不能识别“{suffix or '没有后缀'}”的文件。{_READ}")
    kind = KINDS[suffix]
    found = content_type(content)
    if kind in ("docx", "xlsx") and found == OLE:
        raise Unreadable(f"这是旧版或加密的Office文件，不是{suffix}，请去掉密码，另存为{suffix}后再送检。")
    if kind in ("docx", "xlsx") and found in (ZIP, _CONTENT[kind]):
        _check(content, kind)
    elif found != _CONTENT.get(kind):
        raise Unreadable(f"文件名是{suffix}，内容却是{_NAMES[found]}，请按实际格式改名或另存后再送检。")
    return kind


def _check(content: bytes, kind: Kind) -> None:
    try:
        check_package(content, DOCX if kind == "docx" else XLSX)
    except Refused as refused:
        if refused.code == "outside":
            raise Unreadable(
                f"工作表的{refused.detail}单元格有内容，超出了{MOST_ROWS}行、{MOST_COLUMNS}栏，"
                "请删去多余的行和栏后再送检。"
            ) from refused
        if refused.code == "old_format":
            raise Unreadable("文件设有密码，请去掉密码后再送检。") from refused
        if refused.code == "other_kind":
            raise Unreadable(f"文件的内容不是{_NAMES[_CONTENT[kind]]}，请另存后再送检。") from refused
        raise Unreadable(_REASONS[refused.code]) from refused
