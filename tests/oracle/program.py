# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the C program and reads what it writes."""

import csv
import io
import json
import subprocess
from fractions import Fraction


class ProgramError(Exception):
    """The program did not do what was asked; the message is what it said."""

    def __init__(self, status, message):
        super().__init__(f"exit status {status}: {message}")
        self.status = status


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise ProgramError(done.returncode, done.stderr.strip())
    return done.stdout


def traces_of(program, file):
    """By variant: [(time in ns, event, order or None, who, detail)]."""
    text = output_of(program, "trace", file, "--format", "csv")
    traces = {}
    for row in csv.DictReader(io.StringIO(text)):
        traces.setdefault(row["variant"], []).append(
            (round(Fraction(row["time"]) * 10**9), row["event"],
             int(row["order"]) if row["order"] else None, row["who"], row["detail"]))
    return traces


def measures_of(program, file):
    """By variant: {measure: value or None} of the first replication."""
    text = output_of(program, "run", file, "--replications", "1", "--format", "json", "--quiet")
    return {variant["name"]: {name: measure["mean"]
                              for name, measure in variant["measures"].items()}
            for variant in json.loads(text)["variants"]}
