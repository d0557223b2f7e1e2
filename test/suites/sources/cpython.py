"""Runs Python's own tests of its csv module with a reader that notes what it reads; prints the cases as JSON."""

import csv
import io
import json
import sys
import unittest

real = csv.reader
cases = []
names = ["delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "quoting", "strict"]


class Noting:
    """A reader whose text and rows are noted once it is read to its end, or fails."""

    def __init__(self, lines, *args, **options):
        held = list(lines) if not hasattr(lines, "read") else lines.read().splitlines(keepends=True)
        self.reader = real(held, *args, **options)
        self.case = None
        if all(isinstance(line, str) for line in held):
            dialect = {name: getattr(self.reader.dialect, name) for name in names}
            ends = [line if line.endswith(("\n", "\r")) else line + "\n" for line in held[:-1]]
            self.case = {"text": "".join([*ends, *held[-1:]]), "dialect": dialect, "rows": []}

    def __iter__(self):
        return self

    def __next__(self):
        try:
            row = next(self.reader)
        except StopIteration:
            self.note()
            raise
        except csv.Error as error:
            if self.case is not None:
                self.case["error"] = str(error)
            self.note()
            raise
        if self.case is not None:
            self.case["rows"].append(row)
        return row

    def note(self):
        if self.case is not None:
            cases.append(self.case)
            self.case = None

    def __getattr__(self, name):
        return getattr(self.reader, name)


csv.reader = Noting
from test import test_csv  # noqa: E402

suite = unittest.defaultTestLoader.loadTestsFromModule(test_csv)
unittest.TextTestRunner(stream=io.StringIO()).run(suite)
json.dump(cases, sys.stdout)
