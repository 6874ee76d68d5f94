"""Runs a notebook from top to bottom with the Python that runs this; nothing of it is kept, but --html FILE shows it.

usage: execute.py NOTEBOOK [--html FILE]
"""
import json
import os
import pathlib
import sys
import tempfile

PER_CELL_S = 120


def add_kernel(folder):
    """A kernel of this very Python, so that no other one that is installed takes its place."""
    kernel = pathlib.Path(folder) / "kernels/python3"
    kernel.mkdir(parents=True)
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    line.append("--InteractiveShell.colors=NoColor")
    (kernel / "kernel.json").write_text(json.dumps({"argv": line, "display_name": "Python 3", "language": "python"}))
    os.environ.update(JUPYTER_DATA_DIR=str(folder), IPYTHONDIR=str(folder), JUPYTER_RUNTIME_DIR=str(folder))
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # or it warns of the modules that Python holds frozen


def main(words):
    file = pathlib.Path(words[0])
    with tempfile.TemporaryDirectory() as folder:
        add_kernel(folder)
        import nbclient
        import nbformat

        notebook = nbformat.read(file, as_version=4)
        place = {"metadata": {"path": str(file.parent)}}
        try:
            nbclient.NotebookClient(notebook, timeout=PER_CELL_S, kernel_name="python3", resources=place).execute()
        except nbclient.exceptions.CellExecutionError as error:
            print(f"{file}: a cell failed\n{error}", file=sys.stderr)
            return 1
        if words[1:2] == ["--html"]:
            import nbconvert

            pathlib.Path(words[2]).write_text(nbconvert.HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
