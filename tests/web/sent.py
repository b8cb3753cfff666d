"""What a browser would send of a form as it is drawn, untouched."""

from html.parser import HTMLParser


class Sender(HTMLParser):
    """Collects the controls with their values; of two with one name the last counts."""

    def __init__(self):
        super().__init__()
        self.values, self.select, self.area = {}, None, None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name, kind = told.get("name"), told.get("type", "")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in told):
            self.values[name] = told.get("value", "")
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select and ("selected" in told or self.select not in self.values):
            self.values[self.select] = told.get("value", "")
        elif tag == "textarea" and name:
            self.area, self.values[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


def sent_by(html):
    sender = Sender()
    sender.feed(html)
    return sender.values
