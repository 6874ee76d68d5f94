"""Notebooks are kept without outputs, counts and what an editor leaves behind.

usage: strip.py NOTEBOOK...           exit status 1 if one has any of it
       strip.py --write NOTEBOOK...   takes it away
"""
import json
import pathlib
import sys

METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def stripped(text):
    cells = []
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"]).splitlines(keepends=True)
        kept = {"cell_type": cell["cell_type"], "metadata": {}, "source": source}
        if cell["cell_type"] == "code":
            kept.update(execution_count=None, outputs=[])
        cells.append(dict(sorted(kept.items())))
    notebook = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def main(words):
    write = words[:1] == ["--write"]
    status = 0
    for file in map(pathlib.Path, words[write:]):
        text = file.read_text(encoding="utf-8")
        if text == stripped(text):
            continue
        if write:
            file.write_text(stripped(text), encoding="utf-8")
        else:
            print(f"{file}: has outputs or metadata; take them away with tests/notebooks/strip.py --write {file}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
