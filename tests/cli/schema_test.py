"""The JSON Schemas that `describe --schema` prints are valid, and accept what the program accepts.

usage: schema_test.py CHOKEPOINT INPUTS
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

PROGRAM, INPUTS = sys.argv[1], pathlib.Path(sys.argv[2])

MODEL = {
    "chokepoint": 1,
    "title": "A product with figures",
    "as_of": "2018-05-14",
    "sources": {"paper": {"title": "A paper", "reference": "none"}},
    "products": {"chips": {"stock_days": {"uniform": [20, 40], "source": "paper", "quote": "about a month"}}},
}


def schema_of(topic):
    printed = subprocess.run([PROGRAM, "describe", topic, "--schema"], check=True, capture_output=True, text=True)
    schema = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema", schema["$schema"]
    return schema


def changed(document, path, value):
    """A copy of the document with another value at a path, or without the path if the value is None."""
    document = copy.deepcopy(document)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document


def program_accepts(document, is_model):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "plain").mkdir()
        for table in ("firms.csv", "links.csv"):
            rows = (INPUTS / "plain" / table).read_text().splitlines()
            if is_model:
                rows = [rows[0] + ",source"] + [row + ",paper" for row in rows[1:]]
                document = {**document, "products": {**document.get("products", {}), "boards": {}, "phones": {}}}
            (folder / "plain" / table).write_text("\n".join(rows) + "\n")
        file = folder / ("plain/model.yaml" if is_model else "scenario.yaml")
        file.write_text(json.dumps(document))
        return subprocess.run([PROGRAM, "check", file], capture_output=True).returncode == 0


def check(topic, document, changes):
    validator = jsonschema.Draft202012Validator(schema_of(topic))
    faults = []
    for path, value, good in [((), None, True)] + changes:
        one = changed(document, path, value) if path else document
        for who, accepts in (("schema", validator.is_valid(one)), ("program", program_accepts(one, topic == "model"))):
            if accepts != good:
                faults.append(f"{topic}: the {who} {'accepts' if accepts else 'refuses'} {'.'.join(path)} = {value}")
    return faults


FAULTS = check(
    "scenario",
    json.loads((INPUTS / "ban.json").read_text()),
    [
        (("title",), None, False),
        (("report",), None, True),
        (("colour",), "red", False),
        (("chokepoint",), 2, False),
        (("calendar", "end"), "tomorrow", False),
        (("dynamics", "preset"), "rigid", False),
        (("dynamics", "stock_days"), -1, False),
        (("dynamics", "stock_days"), 30, True),
        (("actions", "ban", "for"), 7, False),
        (("actions", "ban", "until"), "2018-12-31", False),
        (("actions", "ban", "openness"), 1.5, False),
        (("actions", "ban", "deny"), None, False),
        (("actions", "ban", "deny", "target", "company"), ["phone-maker", "board-maker"], True),
        (("arms", "ban"), "ban", True),
        (("arms", "ban"), {}, False),
        (("report", "periods"), ["week"], False),
        (("uncertainty",), {"samples": 100, "seed": 1}, True),
        (("uncertainty",), {"samples": 0}, False),
    ],
) + check(
    "model",
    MODEL,
    [
        (("as_of",), None, False),
        (("products", "chips", "colour"), "red", False),
        (("products", "chips", "kind"), "services", False),
        (("products", "chips", "stock_days"), {"value": 30, "assumption": "a month"}, True),
        (("products", "chips", "stock_days"), {"value": 0, "assumption": "none"}, False),
        (("products", "chips", "stock_days"), {"uniform": [20], "source": "paper"}, False),
        (("products", "chips", "stock_days"), {"value": 30, "uniform": [20, 40], "source": "paper"}, False),
        (("products", "chips", "stock_days"), "a month", False),
    ],
)
print("\n".join(FAULTS))
sys.exit(1 if FAULTS else 0)
