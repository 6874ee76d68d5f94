"""Every command that has --format prints CSV for pandas and strict JSON, with the same content.

usage: formats_test.py CHOKEPOINT ROOT
A new command with --format needs a case here.
"""
import io
import json
import pathlib
import re
import subprocess
import sys

import pandas

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SCENARIO = "scenarios/zte-2018/ban-vs-reversal.yaml"
SHORT = ["--set", "calendar.end=2018-12-31"]
CASES = {
    "run": [SCENARIO, *SHORT],
    "compare": [SCENARIO, *SHORT],
    "sweep": [SCENARIO, *SHORT, "--vary", "actions.lift.on=2018-06-01,2018-07-01"],
    "sensitivity": [SCENARIO, *SHORT, "--firm", "Acacia", "--samples", "8", "--parameters", "products.memory.stock_days"],
    "timeline": [SCENARIO, *SHORT],
    "explain": [SCENARIO, *SHORT],
    "implied": [SCENARIO, *SHORT, "--fell", "36", "--rose", "9", "--set", "uncertainty.samples=8"],
    "forecast": [SCENARIO, *SHORT, "--set", "uncertainty.samples=8"],
    "score": ["models/zte-2018/forecasts.csv", "OUTCOMES", "--arm", "reversal"],
    "rank": ["models/zte-2018"],
    "generate": ["--firms", "1000"],
}
OUTCOMES = "firm,quantity,period,value,unit\nZTE,revenue,2018-Q2,12.0,bn RMB\nAcacia,revenue,2018-Q2,65.0,M USD\n"


def printed(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT).stdout


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def find_faults(command, words):
    found = []
    table = pandas.read_csv(io.StringIO(printed(command, *words, "--format", "csv")))
    value = json.loads(printed(command, *words, "--format", "json"), parse_constant=refuse_constant)
    if len(table) == 0:
        found.append(f"{command}: the table has no rows")
    for name in table.columns:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name):
            found.append(f"{command}: '{name}' is not a valid column name in R and Stata")
    if command == "run":  # its JSON is the nested summary
        if len(pandas.json_normalize(value, record_path=["arms", "firms"])) == 0:
            found.append("run: the summary has no firms")
    elif command == "explain":  # also nested
        if len(pandas.json_normalize(value, record_path=["channels", "roots"])) == 0:
            found.append("explain: the tree has no roots")
    elif list(pandas.json_normalize(value).columns) != list(table.columns) or len(value) != len(table):
        found.append(f"{command}: the JSON and the CSV differ in rows or columns")
    return found


def main(folder):
    outcomes = pathlib.Path(folder) / "outcomes.csv"
    outcomes.write_text(OUTCOMES)
    commands = re.findall(r"^  ([a-z]+) ", printed("--help").split("commands:")[1].split("example:")[0], re.M)
    with_format = [name for name in commands if "--format" in printed(name, "--help")]
    faults = [f"{name}: there is no case for its formats" for name in with_format if name not in CASES]
    faults += [f"{name}: there is no such command with --format" for name in CASES if name not in with_format]
    for command in with_format:
        words = [str(outcomes) if word == "OUTCOMES" else word for word in CASES.get(command, [])]
        if command in CASES:
            faults += find_faults(command, words)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(main(scratch))
