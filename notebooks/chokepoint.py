"""Runs the chokepoint program and returns its tables as pandas DataFrames.

    import chokepoint
    zte = chokepoint.run("../scenarios/zte-2018/ban-vs-reversal.yaml", samples=64)
    zte.impacts          # a DataFrame with its units in zte.impacts.attrs["units"]
    chokepoint.table("rank", "../models/zte-2018", top=10)

Options are those of the command line with `_` for `-`: `--top 10` is `top=10` and `--strict` is `strict=True`. A
repeatable option takes a list, and `--set` takes a dict. `chokepoint COMMAND --help` and `chokepoint describe` apply
here as well. Missing and undisclosed values are NaN or NaT.
"""
import functools
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import warnings

import pandas

_FINISHED_WITH_FAULTS = 4
_TEXTS = ("arm", "arm_a", "arm_b", "firm", "id", "name", "period")  # `2018` is the name of a period, not a number
_DATES = ("date", "stopped", "resumed", "recovered")  # even if a column has no dates
_UNITS = {
    "usd": "USD",
    "usd_per_day": "USD/day",
    "flow_usd": "USD/year",
    "days": "day",
    "share": "1",
    "openness": "1",
    "index": "1",
    "index_down": "1",
    "index_up": "1",
    **{name: "1" for name in ("p05", "p50", "p95", "mean", "b_loses_less", "fell", "rose", "rebound", "first", "total")},
}


class ChokepointError(RuntimeError):
    """The program failed. The message is its error output, and `status` is its exit code."""

    def __init__(self, words, status):
        super().__init__(words)
        self.status = status


def program():
    """The path of the program: $CHOKEPOINT, then the build beside these notebooks, then the one on PATH.

    Raises ChokepointError if there is none.
    """
    built = pathlib.Path(__file__).resolve().parent.parent / "build/sim/chokepoint"
    for candidate in (os.environ.get("CHOKEPOINT"), str(built), "chokepoint"):
        found = shutil.which(candidate) if candidate else None
        if found:
            return found
    raise ChokepointError("chokepoint was not found: build it with ./quickstart, or set CHOKEPOINT to its path", None)


def _value(value):
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _words(options):
    words = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if isinstance(value, dict):
            value = [f"{key}={_value(one)}" for key, one in value.items()]
        for one in value if isinstance(value, (list, tuple)) else [value]:
            words += [flag] if one is True else [flag, str(one)]
    return words


def text(command, *operands, **options):
    """What a command prints, as text.

    Raises ChokepointError where the program refuses; warns where it finished, but some samples failed.
    """
    line = [program(), command, *map(str, operands), *_words(options)]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8")
    if done.returncode == _FINISHED_WITH_FAULTS:
        warnings.warn(done.stderr.strip(), stacklevel=2)
    elif done.returncode != 0:
        raise ChokepointError(done.stderr.strip(), done.returncode)
    return done.stdout


def unit_of(column):
    """The unit that a column's name implies, such as `USD`, `day` or `1` (a share), or None."""
    if column in _UNITS:
        return _UNITS[column]
    return next((_UNITS[end] for end in ("usd", "days", "share") if column.endswith("_" + end)), None)


def _is_dates(column):
    if column.name in _DATES:
        return True
    given = column.dropna()
    return column.dtype == object and len(given) > 0 and given.str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def read_table(source):
    """A CSV table of the program as a DataFrame: dates are parsed, and attrs["units"] has the units by column.

    `source` is a path or a file-like object, as for pandas.read_csv.
    """
    frame = pandas.read_csv(source, dtype={name: str for name in _TEXTS}, float_precision="round_trip")
    for name in frame.columns:
        if _is_dates(frame[name]):
            frame[name] = pandas.to_datetime(frame[name], format="%Y-%m-%d")
    units = {name: unit_of(name) for name in frame.columns}
    frame.attrs["units"] = {name: unit for name, unit in units.items() if unit is not None}
    return frame


def table(command, *operands, **options):
    """The table of any command with `--format csv`, as a DataFrame with units.

        table("rank", "../models/zte-2018", by="country")

    Raises ChokepointError if the program fails.
    """
    return read_table(io.StringIO(text(command, *operands, format="csv", **options)))


def _command(name, meaning):
    def ask(*operands, **options):
        return table(name, *operands, **options)

    ask.__name__ = ask.__qualname__ = name
    ask.__doc__ = f"`chokepoint {name}` as a DataFrame with units: {meaning}. Raises ChokepointError."
    return ask


compare = _command("compare", "what a second arm saves compared with a first, compare(scenario, arm=['ban', 'reversal'])")
explain = _command("explain", "the causes of a firm's loss, explain(scenario, firm='ZTE', arm='ban')")
forecast = _command("forecast", "quantiles of the quantities in a scenario's forecast")
implied = _command("implied", "the chance of a reversal implied by a share price, implied(scenario, fell=36, rose=9)")
rank = _command("rank", "the share of a network lost with each firm, rank(model, top=10)")
sensitivity = _command("sensitivity", "Sobol' indices of a loss, sensitivity(scenario, firm='ZTE', samples=64)")
sweep = _command("sweep", "a loss as a function of a quantity, sweep(scenario, vary='actions.lift.on=2018-06-01,2018-07-01')")
timeline = _command("timeline", "what each arm denies by date, timeline(scenario, arm='ban')")


def _csv(name, meaning):
    def read(results):
        file = results.folder / f"{name}.csv"
        if not file.exists():
            raise FileNotFoundError(f"{file} is not among the results: it needs samples, models or format='csv'")
        return read_table(file)

    read.__doc__ = f"{name}.csv as a DataFrame with units: {meaning}. Raises FileNotFoundError if the run has none."
    return functools.cached_property(read)


class Results:
    """The results of a run in a folder. Each table is read on first use."""

    def __init__(self, folder, shown=""):
        self.folder = pathlib.Path(folder)
        self.shown = shown  #: What the run printed: the table for people.

    impacts = _csv("impacts", "revenue and loss by arm, firm and period")
    groups = _csv("groups", "losses and gains by arm, role, country or sector, and period")
    firms = _csv("firms", "loss by arm, company and year, for a run with every_firm=True")
    daily = _csv("daily", "output of the targets by arm and date; of one run revenue, output and stock of the report's firms")
    differences = _csv("differences", "the same for each pair of arms")
    attribution = _csv("attribution", "the loss by arm, firm, period, channel and cause")
    samples = _csv("samples", "quantiles of the loss share, without and with the evidence")
    paired = _csv("paired", "quantiles of what one arm saves compared with another in the same sample")
    ensemble = _csv("ensemble", "every sample with its weight, dates, loss and draws")
    models = _csv("models", "impacts by model, for a run with models=")

    @functools.cached_property
    def summary(self):
        """summary.json as a dict: milestones and impacts of the report's firms."""
        return json.loads((self.folder / "summary.json").read_text(encoding="utf-8"))

    @functools.cached_property
    def manifest(self):
        """manifest.json as a dict: version, command, seed, hashes of the inputs, the resolved scenario."""
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @functools.cached_property
    def dataset(self):
        """results.nc of a run with format="netcdf", read completely, as an xarray.Dataset with units."""
        import xarray

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # from casts of missing dates
            return xarray.load_dataset(self.folder / "results.nc")

    def __repr__(self):
        return f"Results in {self.folder}: {', '.join(sorted(file.name for file in self.folder.iterdir()))}"


def run(scenario, out=None, samples=None, set=None, **options):
    """Runs a scenario and returns its Results.

    `samples` is short for set={"uncertainty.samples": ...}. Without `out` the results are in a folder that lasts as long
    as they do. Raises ChokepointError if the program fails.
    """
    if samples is not None:
        set = {**(set or {}), "uncertainty.samples": samples}
    held = None
    if out is None:
        held = tempfile.TemporaryDirectory(prefix="chokepoint-")
        out = held.name
    results = Results(out, text("run", scenario, out=out, set=set, **options))
    results.held = held
    return results
