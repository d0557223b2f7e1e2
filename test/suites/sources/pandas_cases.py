"""Runs pandas' own tests of read_csv with a reader that notes each text and its options, reads the texts again as texts, prints JSON."""

import contextlib
import io
import json
import os
import sys
import warnings

import pandas
import pytest
from pandas.io.parsers import readers

options = ["delimiter", "header", "names", "comment", "skiprows", "quotechar", "escapechar", "doublequote", "skipinitialspace", "quoting",
           "lineterminator", "skip_blank_lines", "skipfooter", "nrows", "decimal", "delim_whitespace", "on_bad_lines"]
defaults = {"header": "infer", "names": readers.lib.no_default, "quotechar": '"', "doublequote": True, "skipinitialspace": False,
            "quoting": 0, "skip_blank_lines": True, "skipfooter": 0, "decimal": ".", "delimiter": ",", "delim_whitespace": False,
            "on_bad_lines": readers.ParserBase.BadLineHandleMethod.BLHM_ERROR}
real = readers._read
noted = {}
test = ""


def content(source, encoding):
    """What is read, as text; None where it is no text in memory or in a file."""
    if isinstance(source, (str, os.PathLike)) and os.path.exists(source):
        with open(source, "rb") as file:
            return file.read().decode(encoding or "utf-8")
    if isinstance(source, io.StringIO):
        return source.getvalue()[source.tell():]
    if isinstance(source, io.BytesIO):
        return source.getvalue()[source.tell():].decode(encoding or "utf-8")
    return None


def noting(source, kwds):
    with contextlib.suppress(Exception):
        text = content(source, kwds.get("encoding"))
        if text is not None and len(text) < 100_000:
            asked = {name: kwds[name] for name in options if name in kwds and kwds[name] is not None and kwds[name] != defaults.get(name)}
            if kwds.get("header") is None or ("names" in asked and asked.get("header", "infer") == "infer"):
                asked["header"] = None
            asked.pop("names", None)  # they name the columns, and are no part of the text
            noted.setdefault((text, repr(asked)), (text, asked, test))
    return real(source, kwds)


def read_again(text, asked):
    """The rows of a text below its header, as texts; a name that pandas made is given back as it was written."""
    again = {"engine": "python" if "skipfooter" in asked or len(asked.get("delimiter", ",")) > 1 else "c", **asked}
    frame = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False, **again)
    if not isinstance(frame.index, pandas.RangeIndex):
        frame = frame.reset_index()
    return names_as_written(text, asked.get("header", 0), again, frame), frame.values.tolist()


def names_as_written(text, header, asked, frame):
    """The names in the header: pandas numbers those that are there twice, and names columns without one."""
    asked = {name: value for name, value in asked.items() if name not in ("header", "nrows")}
    if header is None:
        return []
    if header in (0, "infer"):
        first = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False, header=None, nrows=1, **asked)
        if first.shape[1] == frame.shape[1]:
            return first.values[0].tolist()
    return [str(name) for name in frame.columns]


def case(text, asked, test):
    told = {name: value if isinstance(value, (str, int, bool, list, type(None))) else repr(value) for name, value in asked.items()}
    result = {"text": text, "options": told, "test": test}
    try:
        names, rows = read_again(text, asked)
        return {**result, "names": names, "rows": rows}
    except (pandas.errors.ParserError, pandas.errors.EmptyDataError) as error:
        return {**result, "error": str(error)}
    except Exception:  # of the options, not of the text
        return None


class Naming:
    """Tells the noting reader which test is run."""

    def pytest_runtest_setup(self, item):
        global test
        test = item.nodeid.split("/")[-1]


readers._read = noting
folder = os.path.join(os.path.dirname(pandas.__file__), "tests", "io", "parser")
left_out = ["multi_thread", "network", "parallel_read", "read_fwf", "compression", "concatenate_chunks", "textreader"]
arguments = [folder, "-q", "-x", "--maxfail=100000", "-p", "no:cacheprovider", "-k", "not pyarrow and not c_high"]
arguments += [f"--ignore={folder}/test_{name}.py" for name in left_out]
with contextlib.redirect_stdout(sys.stderr):
    pytest.main(arguments, plugins=[Naming()])
readers._read = real
warnings.simplefilter("ignore")
json.dump({"version": pandas.__version__, "cases": [one for one in (case(*noted) for noted in noted.values()) if one]}, sys.stdout)
