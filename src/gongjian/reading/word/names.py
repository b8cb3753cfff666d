"""The names that Word gives to the elements of its files."""

import re
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART_2014 = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML = "{urn:schemas-microsoft-com:vml}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPE_END = re.compile(r"^.*/")
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math",
    b"http://purl.oclc.org/ooxml/drawingml/",
)
TRANSITIONAL = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://schemas.openxmlformats.org/drawingml/2006/",
)
OFF = frozenset({"0", "false", "off", "none"})


def value_of(element: Element | None, other: str = "") -> str:
    return other if element is None else element.get(f"{W}val", other)


def is_on(element: Element | None) -> bool:
    """A switch is on when it is there and does not say that it is off."""
    return element is not None and element.get(f"{W}val", "1").lower() not in OFF
