# SPDX-License-Identifier: GPL-3.0-or-later
"""The film of the dashboard is the same film every time, and can be shown: the SVG is XML with text
in it and of a size to load, and a terminal that is sent the recording has the dashboard on it.
Usage: film_check.py FILM"""

import filecmp
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

MOST_BYTES = 400_000  # of the SVG: everybody who opens the README loads it
SVG = "{http://www.w3.org/2000/svg}"


def check(condition, what):
    if not condition:
        sys.exit(f"not ok: {what}")


def play(film, folder):
    folder.mkdir()
    subprocess.run([film, folder], check=True)
    return folder / "dashboard.svg", folder / "dashboard.cast"


def check_svg(path):
    check(path.stat().st_size < MOST_BYTES, f"{path.stat().st_size} bytes are too many")
    root = tree.parse(path).getroot()
    check(root.find(SVG + "title").text and root.find(SVG + "desc").text, "no title")
    text = "".join(root.itertext())
    for words in ("Ngin O' Pepperonix", "Standing still", "kitchen.cooks", "waiting on the phone"):
        check(words in text, f"'{words}' is not in the SVG")
    styles = root.find(SVG + "style").text
    classes = {name for part in root.iter() for name in part.get("class", "").split()}
    for name in classes:
        check(f".{name}{{" in styles, f"the class {name} has no style")
    patterns = {pattern.get("id") for pattern in root.iter(SVG + "pattern")}
    for part in root.iter(SVG + "path"):
        fill = re.fullmatch(r"url\(#(.*)\)", part.get("fill", ""))
        check(not fill or fill[1] in patterns, f"no pattern for {part.get('fill')}")


class Terminal:
    """As much of a terminal as the recording needs; anything else is a fault."""

    SEQUENCE = re.compile(r"\x1b\[(\??[\d;]*)([A-Za-z])")

    def __init__(self, width, height):
        self.rows = [[" "] * width for _ in range(height)]
        self.x = self.y = 0

    def obey(self, arguments, letter):
        if letter == "H":
            self.y, self.x = (int(number) - 1 for number in arguments.split(";"))
        else:
            known = letter == "m" or arguments + letter in ("2J", "?25l", "?25h")
            check(known, f"the sequence {arguments}{letter}")

    def send(self, text):
        at = 0
        while at < len(text):
            sequence = self.SEQUENCE.match(text, at)
            if sequence:
                self.obey(*sequence.groups())
                at = sequence.end()
                continue
            check(text[at] >= " ", f"the control character {text[at]!r}")
            self.rows[self.y][self.x] = text[at]
            self.x += 1
            at += 1

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows)


def check_cast(path):
    head, *events = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    check(head["version"] == 2, "the version of the recording")
    terminal = Terminal(head["width"], head["height"])
    before, screens = 0, 0
    for at, kind, data in events:
        check(kind == "o" and at >= before, f"the event at {at}")
        terminal.send(data)
        before = at
        screens += "1 kitchens" in terminal.text()
    check(screens > 100, f"{screens} pictures of the dashboard")
    for words in ("What each cook does", "Ngin O' Pepperonix"):
        check(words in terminal.text(), f"'{words}' is not shown last")


def main():
    film = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        first = play(film, pathlib.Path(place, "first"))
        second = play(film, pathlib.Path(place, "second"))
        for one, other in zip(first, second):
            check(filecmp.cmp(one, other, shallow=False), f"{one.name} is not the same again")
        check_svg(first[0])
        check_cast(first[1])


if __name__ == "__main__":
    main()
