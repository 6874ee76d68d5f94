"""Result files suit R, Stata and xarray, and results.nc has the same numbers as the CSV files.

usage: result_files_test.py CHOKEPOINT ROOT
"""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
import pandas
import xarray

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SCENARIO = ROOT / "scenarios/zte-2018/ban-vs-reversal.yaml"
TEXTS = {"by", "group", "arm", "arm_a", "arm_b", "firm", "name", "period", "exposure", "binding", "channel", "via", "root", "evidence", "fault"}
DATES = {"date", "stopped", "resumed", "recovered"}


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def run(out, *words, scenario=SCENARIO, status=0, **environment):
    line = [PROGRAM, "run", scenario, "--out", out, "--quiet", "--set", "calendar.end=2018-12-31"]
    done = subprocess.run([*line, "--set", "uncertainty.samples=12", *words], capture_output=True, env={**os.environ, **environment})
    assert done.returncode == status, done.stderr.decode()
    return out


def declared():
    """What 'describe outputs' says of the files of a run: by file, each variable with its name and dimensions in results.nc."""
    page = subprocess.run([PROGRAM, "describe", "--markdown"], capture_output=True, check=True, text=True).stdout
    files = {}
    tables = page[page.index("`impacts.csv`: ") : page.index("| summary.json ")]
    for line in tables.splitlines():
        if found := re.match(r"`(\w+\.csv)(, of samples|, of one run)?`: ", line):
            # This run has samples, and was not asked for every firm.
            others = found[2] == ", of one run" or found[1] == "firms.csv"
            variables = {}
            if not others:
                files[found[1]] = variables
        elif found := re.fullmatch(r"\| (\w+) \|[^|]*\|[^|]*\| (?:(\w+) \[([\w, ]+)\])? *\|", line):
            if found[1] != "variable":
                variables[found[1]] = (found[2], found[3].split(", ")) if found[2] else None
    return files


class ResultFiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.scratch.name)
        cls.tables = run(folder / "csv")
        cls.netcdf = run(folder / "netcdf", "--format", "netcdf", "--threads", "1")
        cls.netcdf_on_seven_threads = run(folder / "seven", "--format", "netcdf", "--threads", "7", MALLOC_PERTURB_="165")
        cls.dataset = xarray.open_dataset(cls.netcdf / "results.nc")

    @classmethod
    def tearDownClass(cls):
        cls.dataset.close()
        cls.scratch.cleanup()

    def read(self, name):
        types = {"period": str}
        return pandas.read_csv(self.tables / name, float_precision="round_trip", dtype=types)

    def assert_same(self, name, keys, column, variable):
        """Checks that a column of a table equals the variable to the last bit, and is missing where that is NaN."""
        table = self.read(name).set_index(list(keys))[column]
        self.assertGreater(len(table), 0)
        variable = variable.rename(keys) if isinstance(keys, dict) else variable
        found = variable.to_series().reorder_levels(table.index.names).reindex(table.index)
        numpy.testing.assert_array_equal(found.to_numpy(float), table.to_numpy(float), f"{column} of {name}")

    def test_column_names_are_valid_in_r_and_stata(self):
        for file in self.tables.glob("*.csv"):
            header = rows_of(file)[0]
            self.assertEqual(len(set(name.lower() for name in header)), len(header), file.name)
            for name in header:
                self.assertTrue(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name), f"{name} of {file.name}")

    def test_no_field_is_empty_and_columns_are_numbers_texts_or_dates(self):
        files = sorted(self.tables.glob("*.csv"))
        self.assertEqual(len(files), 8)
        for file in files:
            for row in rows_of(file):
                self.assertNotIn("", row, f"an empty field in {file.name}")
            table = self.read(file.name)
            self.assertNotEqual(list(table.iloc[:, 0][:3]), [0, 1, 2], f"{file.name} has an index column")
            for name, column in table.items():
                if name in DATES:
                    pandas.to_datetime(column.dropna(), format="%Y-%m-%d")
                elif name not in TEXTS:
                    self.assertTrue(pandas.api.types.is_numeric_dtype(column), f"{name} of {file.name}")

    def test_bytes_do_not_depend_on_threads_or_on_uninitialised_memory(self):
        names = sorted(file.name for file in self.netcdf.iterdir())
        self.assertEqual(names, ["manifest.json", "report.html", "results.nc", "summary.json"])
        for name in names:
            self.assertEqual((self.netcdf / name).read_bytes(), (self.netcdf_on_seven_threads / name).read_bytes(), name)
        for name in ("manifest.json", "report.html", "summary.json"):
            self.assertEqual((self.netcdf / name).read_bytes(), (self.tables / name).read_bytes(), name)

    def test_every_declared_variable_is_in_its_file_and_in_netcdf(self):
        files = declared()
        self.assertEqual(sorted(files), sorted(file.name for file in self.tables.glob("*.csv")))
        described = {"name", "exposure", "loss_share_spread", "saved_share_spread", "drawn"}
        for file, variables in files.items():
            header = rows_of(self.tables / file)[0]
            drawn = len(self.dataset.parameter) if file == "ensemble.csv" else 0
            self.assertEqual(list(variables), header[: len(header) - drawn], file)
            for variable, place in variables.items():
                if place is None:
                    continue
                name, dimensions = place
                self.assertIn(name, self.dataset.variables, f"{variable} of {file}")
                self.assertEqual(list(self.dataset[name].dims), dimensions, name)
                described.add(name)
        self.assertEqual(set(self.dataset.data_vars) - described, set(), "in results.nc and not described")

    def test_impacts_are_the_same(self):
        keys = ("arm", "firm", "period")
        for column in ("revenue_usd", "loss_usd", "loss_share", "loss_low_usd", "loss_high_usd"):
            self.assert_same("impacts.csv", keys, column, self.dataset[column].reset_coords(drop=True))
        baseline = self.dataset.baseline_usd.broadcast_like(self.dataset.loss_usd).reset_coords(drop=True)
        self.assert_same("impacts.csv", keys, "baseline_usd", baseline)
        table = self.read("impacts.csv").drop_duplicates("firm").set_index("firm")
        names = self.dataset.name.to_series()
        self.assertEqual(list(names[table.index]), list(table["name"]))
        exposure = self.dataset.exposure.to_series()
        self.assertEqual(list(exposure[table.index]), list(table["exposure"].fillna("")))

    def test_groups_are_the_same(self):
        table = self.read("groups.csv")
        table["group"] = table["by"] + ": " + table["group"]
        table = table.set_index(["arm", "group", "period"])
        for column in ("losses_usd", "gains_usd", "net_usd", "net_share"):
            found = self.dataset["group_" + column].reset_coords(drop=True).to_series().reindex(table.index)
            numpy.testing.assert_array_equal(found.to_numpy(), table[column].to_numpy(), column)

    def test_days_match_the_csv(self):
        table = self.read("daily.csv")
        table["date"] = pandas.to_datetime(table["date"])
        table = table.set_index(["arm", "firm", "date"])
        columns = {"output_share": "output_share", "p05": "output_share_p05", "p95": "output_share_p95"}
        for column, name in columns.items():
            found = self.dataset[name].rename({"target": "firm", "shown_day": "date"}).to_series().reindex(table.index)
            numpy.testing.assert_array_equal(found.to_numpy(), table[column].to_numpy(), column)

    def test_attribution_matches_the_csv_and_adds_up(self):
        rows = self.read("attribution.csv")
        rows["channel"] = rows["channel"].where(rows["via"].isna(), rows["channel"] + ": " + rows["via"].astype(str))
        rows = rows.set_index(["arm", "firm", "period", "channel", "root"])
        names = {"loss_usd": "attributed_loss_usd", "p05_usd": "p05_usd", "p50_usd": "p50_usd", "p95_usd": "p95_usd"}
        for column, name in names.items():
            found = self.dataset[name].reset_coords(drop=True).to_series()
            numpy.testing.assert_array_equal(found.reindex(rows.index).to_numpy(), rows[column].to_numpy(), column)
            self.assertEqual(int((found.fillna(0) != 0).sum()), int((rows[column].fillna(0) != 0).sum()), column)
        # Means add up to the mean loss, which impacts.csv has as a share of each sample's baseline.
        impacts = self.read("impacts.csv").set_index(["arm", "firm", "period"])
        added = rows["loss_usd"].groupby(level=["arm", "firm", "period"]).sum()
        mean = (impacts["mean"] * impacts["baseline_usd"]).reindex(added.index)
        numpy.testing.assert_allclose(added, mean, rtol=0.03, atol=2e-3 * impacts["baseline_usd"].reindex(added.index).max())

    def test_differences_are_medians_within_samples(self):
        table = self.read("differences.csv").set_index(["arm_a", "arm_b", "firm", "period"])
        paired = self.read("paired.csv").query("evidence == 'all'").set_index(["arm_a", "arm_b", "firm", "period"])
        both = table.join(paired, rsuffix="_paired", how="inner").dropna(subset=["difference_share"])
        self.assertGreater(len(both), 0)
        for column, other in (("difference_share", "p50_paired"), ("p05", "p05_paired"), ("b_loses_less", "b_loses_less_paired")):
            numpy.testing.assert_array_equal(both[column].to_numpy(), both[other].to_numpy(), column)

    def test_spreads_match_the_csv(self):
        spread = self.dataset.loss_share_spread.reset_coords(drop=True).rename(report_firm="firm")
        saved = self.dataset.saved_share_spread.reset_coords(drop=True).rename(report_firm="firm")
        for statistic in ("p05", "p50", "p95", "mean"):
            one = spread.sel(statistic=statistic, drop=True)
            self.assert_same("samples.csv", ("evidence", "arm", "firm", "period"), statistic, one)
        paired = self.read("paired.csv")
        paired["arm_pair"] = paired["arm_a"] + " - " + paired["arm_b"]
        paired = paired.set_index(["evidence", "arm_pair", "firm", "period"])
        for statistic, column in (("p05", "p05"), ("mean", "mean"), ("above_zero", "b_loses_less")):
            found = saved.sel(statistic=statistic, drop=True).to_series().reindex(paired.index)
            numpy.testing.assert_array_equal(found.to_numpy(), paired[column].to_numpy(), statistic)

    def test_samples_match_the_csv(self):
        table = self.read("ensemble.csv")
        last = self.dataset.sample_loss_share.isel(period=-1).reset_coords(drop=True)
        by_firm = {
            "loss_share": last,
            "lowest_output_share": self.dataset.lowest_output_share.reset_coords(drop=True),
        }
        rows = table.set_index(["sample", "arm", "firm"])
        for column, variable in by_firm.items():
            found = variable.rename(report_firm="firm").to_series().reindex(rows.index)
            numpy.testing.assert_array_equal(found.to_numpy(), rows[column].to_numpy(), column)
        for column in ("stopped", "resumed", "recovered"):
            found = self.dataset[column].reset_coords(drop=True).rename(report_firm="firm").to_series().reindex(rows.index)
            pandas.testing.assert_index_equal(pandas.DatetimeIndex(found), pandas.DatetimeIndex(rows[column]), check_names=False)
        samples = table.drop_duplicates("sample")
        numpy.testing.assert_array_equal(self.dataset.weight.values, samples["weight"])
        numpy.testing.assert_array_equal(self.dataset.drawn.values, samples.iloc[:, table.columns.get_loc("loss_share") + 1 :])

    def test_a_failed_sample_has_its_fault_and_nan(self):
        folder = pathlib.Path(self.scratch.name) / "inputs"
        shutil.copytree(ROOT / "tests/cli/inputs", folder)
        model = folder / "sourced/model.yaml"
        figure = "value_usd: {value: 4.0e7, source: paper"
        self.assertIn(figure, model.read_text())
        model.write_text(model.read_text().replace(figure, "value_usd: {choice: [4.0e7, 4.0e8], source: paper"))
        out = run(folder / "out", "--format", "netcdf", scenario=folder / "sourced.yaml", status=4)
        with xarray.open_dataset(out / "results.nc") as dataset:
            failed = dataset.fault.values != ""
            self.assertTrue(0 < failed.sum() < len(failed))
            self.assertTrue((dataset.sample_loss_share.isnull().all(["arm", "report_firm", "period"]).values == failed).all())
            self.assertTrue(((dataset.weight.values == 0) == failed).all())
            self.assertFalse(dataset.drawn.isnull().any())

    def test_attributes_describe_the_file(self):
        attributes = self.dataset.attrs
        self.assertEqual(attributes["Conventions"], "CF-1.10")
        self.assertTrue(attributes["source"].startswith("chokepoint "))
        self.assertNotIn("netcdf", attributes["history"])
        self.assertIn("ban-vs-reversal.yaml", attributes["inputs_sha256"])
        self.assertEqual(str(self.dataset.shown_day.values[0])[:10], "2018-01-01")
        for name, variable in self.dataset.variables.items():
            self.assertIn("long_name", variable.attrs, name)
            is_text = variable.dtype == object
            is_time = numpy.issubdtype(variable.dtype, numpy.datetime64)
            self.assertTrue(is_text or is_time or name == "drawn" or variable.attrs.get("units") in ("1", "USD", "day"), name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore")
