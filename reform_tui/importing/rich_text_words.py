"""The control words of RTF 1.9.1 that bear on the text."""

from __future__ import annotations

import codecs
import re

NOTES = frozenset({"footnote"})
PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "nestrow", "column"})
SYMBOLS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
# Destinations that may follow \* and whose text is printed all the same: text boxes.
WORDS = frozenset({"shpinst", "shptxt"})
# Destinations whose text is not printed in the body: tables, pictures, fields' instructions, comments, running heads.
LEFT_OUT = frozenset(
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles "
    "datastore pict nonshppict object objdata objclass result fldinst header headerl headerr headerf footer footerl "
    "footerr footerf pntext listtext pn pntxta pntxtb pnseclvl bkmkstart bkmkend annotation atnid atnauthor atndate "
    "atnref atnicn atntime atnparent atrfstart atrfend xe tc tcn rxe txe sp sn sv shprslt do ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn subject operator keywords comment doccomm creatim revtim printim buptim manager company "
    "category hlinkbase userprops propname staticval xmlnstbl mmathPr template password formfield ffname ffdeftext "
    "ffstattext ffhelptext wgrffmtfilter falt panose".split()
)
HEADING_STYLE = re.compile(r"\s*(?:heading (\d)|title)\s*;", re.IGNORECASE)
MACHINES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Microsoft's numbers of character sets (\fcharset) as codecs.
CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


def codec_of(page: int) -> str:
    """Return the codec for the code page with the number ``page``; Windows-1252 for one that is not known."""
    name = {65001: "utf-8", 10000: "mac_roman"}.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
