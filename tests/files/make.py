#!/usr/bin/env python3
"""Makes the files of this folder again, with the programs that people make them with.

    apt-get install --no-install-recommends libreoffice-writer chromium qpdf fonts-noto-cjk fonts-arphic-uming
    python3 tests/files/make.py

For two of the specimen reports of extract/tests/specimens/open:

- NAME.docx           LibreOffice, with numbered lists whose numbers are not in the text, a real table, a text box, a header
                      and page numbers
- NAME.pdf            LibreOffice's export of the same document
- NAME.html           a page as the site of a county has it: navigation, scripts, a table of metadata, a footer
- NAME.chromium.pdf   that page printed by Chromium, with its own header and footer
- scan.pdf            a page that is a picture; locked.pdf: one under a password; owner.pdf: one that opens without, but
                      may not be copied
"""

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPECIMENS = HERE.parent.parent / "extract/tests/specimens/open"
REPORTS = {"04-guizhou": "Noto Serif CJK SC", "08-sichuan": "AR PL UMing CN"}

LABELS = [r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+\."]
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    ]
)


def blocks(text):
    """The report as (kind, content): title, line, paragraph, item with level, table with rows."""
    found = []
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            continue
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if set("".join(cells)) <= set("-:"):
                continue
            if found and found[-1][0] == "table":
                found[-1][1].append(cells)
            else:
                found.append(("table", [cells]))
            continue
        bare = line.replace("**", "")
        level = next((at for at, label in enumerate(LABELS) if re.match(label, bare)), None)
        if level is not None:
            found.append((level, line))
        elif len(found) < 3 and not bare.endswith(("。", "：")):
            found.append(("head", line))
        else:
            found.append(("paragraph", line))
    return found


def bold(line, start, end):
    """**words** between marks of another kind."""
    pieces = html.escape(line, quote=False).split("**")
    return "".join(start + piece + end if at % 2 else piece for at, piece in enumerate(pieces) if piece)


def without_label(line, level):
    return re.sub(r"^(\*\*)?" + LABELS[level], r"\1", line, count=1)


def flat_odt(text, font):
    def paragraph(style, line):
        inner = bold(line, '<text:span text:style-name="B">', "</text:span>")
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    body = []
    last = None
    for kind, content in blocks(text):
        if kind == "table":
            rows = "".join(
                "<table:table-row>"
                + "".join(f'<table:table-cell table:style-name="C">{paragraph("Cell", cell)}</table:table-cell>' for cell in row)
                + "</table:table-row>"
                for row in content
            )
            body.append(f'<table:table><table:table-column table:number-columns-repeated="{len(content[0])}"/>{rows}</table:table>')
        elif kind == "head":
            body.append(paragraph("Head", content))
        elif kind == "paragraph":
            body.append(paragraph("Body", content))
        else:
            inner = paragraph("Body", without_label(content, kind))
            for _ in range(kind + 1):
                inner = f"<text:list-item>{inner}</text:list-item>"
                inner = f"<text:list>{inner}</text:list>"
            first = f'<text:list text:style-name="L" text:continue-numbering="{"true" if last is not None else "false"}">'
            body.append(inner.replace("<text:list>", first, 1))
            last = kind
    box = (
        '<text:p text:style-name="Body"><draw:frame text:anchor-type="paragraph" svg:x="11cm" svg:y="0cm" svg:width="4cm" '
        'svg:height="0.8cm" draw:style-name="F"><draw:text-box><text:p>内部资料第3稿</text:p></draw:text-box></draw:frame></text:p>'
    )
    levels = "".join(
        f'<text:list-level-style-number text:level="{at + 1}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="nothing" fo:text-indent="0.85cm"/>'
        "</style:list-level-properties></text:list-level-style-number>"
        for at, (form, before, after) in enumerate([("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", ".")])
    )
    text_properties = f'fo:font-size="12pt" style:font-size-asian="12pt" style:font-name="{font}" style:font-name-asian="{font}"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="{font}" svg:font-family="&apos;{font}&apos;"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties {text_properties} fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="0.85cm" fo:line-height="150%"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="16pt" style:font-size-asian="16pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph"/>
<text:list-style style:name="L">{levels}</text:list-style>
</office:styles>
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="run-through" fo:border="0.5pt solid #000000"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"/><style:header-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-bottom="0.3cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p text:style-name="Cell">法治政府建设材料汇编2025年第1期</text:p></style:header>
<style:footer><text:p text:style-name="Head">— <text:page-number text:select-page="current"/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{box}{"".join(body)}</office:text></office:body>
</office:document>
"""


def page(text, name):
    body = []
    for kind, content in blocks(text):
        if kind == "table":
            rows = "".join("<tr>" + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) + "</tr>" for row in content)
            body.append(f'<table border="1"><tbody>{rows}</tbody></table>')
        else:
            align = ' style="text-align: center"' if kind == "head" else ""
            body.append(f"<p{align}>{bold(content, '<strong>', '</strong>')}</p>")
    title = next(line.replace("**", "") for line in text.split("\n") if "报告" in line)
    links = "".join(f'<li><a href="/{at}.html">{word}</a></li>' for at, word in enumerate(["首页", "政务公开", "办事服务", "互动交流"]))
    others = "".join(f'<li><a href="/{at}.html">2023年全县办理行政复议案件{at}件</a></li>' for at in (31, 32, 33))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_某县人民政府门户网站</title>
<style>body {{ font-family: "AR PL UMing CN"; font-size: 16px }} strong {{ font-weight: normal; color: #900 }} .nav li {{ display: inline }} #zoom p {{ text-indent: 2em; line-height: 1.8 }}
@media print {{ .nav, #footer, .related {{ display: none }} }}</style>
<script>var visits = 12345; document.title = document.title + "";</script></head>
<body><div class="nav"><ul>{links}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div id="zoom">{"".join(body)}</div>
<div class="related"><h3>相关链接</h3><ul>{others}</ul></div>
<div id="footer"><p>版权所有：某县人民政府 电话：0854-1234567 备案号：ICP备12345678号</p></div></body></html>
"""


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, font in REPORTS.items():
            text = (SPECIMENS / f"{name}.txt").read_text(encoding="utf-8")
            (folder / f"{name}.fodt").write_text(flat_odt(text, font), encoding="utf-8")
            (HERE / f"{name}.html").write_text(page(text, name), encoding="utf-8")
            for kind in ("docx", "pdf"):
                run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, folder / f"{name}.fodt")
                shutil.copy(folder / f"{name}.{kind}", HERE)
            run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
                f"--print-to-pdf={HERE / f'{name}.chromium.pdf'}", f"file://{HERE / f'{name}.html'}")
        pdf = HERE / "08-sichuan.pdf"
        run("qpdf", "--encrypt", "secret", "owner", "256", "--", pdf, HERE / "locked.pdf")
        run("qpdf", "--encrypt", "", "owner", "256", "--extract=n", "--", pdf, HERE / "owner.pdf")
        scan = folder / "scan.html"
        scan.write_text('<svg width="600" height="800"><circle cx="300" cy="400" r="200"/></svg>', encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer",
            f"--print-to-pdf={HERE / 'scan.pdf'}", f"file://{scan}")


if __name__ == "__main__":
    main()
