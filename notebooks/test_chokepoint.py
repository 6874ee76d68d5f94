"""The module returns what the program prints, with dates, units and errors."""
import pathlib
import tempfile
import unittest

import chokepoint
import pandas

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "scenarios/template/export-ban.yaml"
SETTINGS = {"dynamics.stock_days": 20}


class Module(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.results = chokepoint.run(TEMPLATE, samples=8, set=SETTINGS)

    def test_a_run_has_the_numbers_of_its_summary(self):
        impacts = self.results.impacts.set_index(["arm", "firm", "period"])
        for arm in self.results.summary["arms"]:
            for firm in arm["firms"]:
                for period, figures in firm["periods"].items():
                    self.assertEqual(impacts.loc[(arm["arm"], firm["firm"], period), "loss_usd"], figures["loss_usd"])

    def test_periods_are_names_and_days_are_dates(self):
        self.assertIn("2024", set(self.results.impacts["period"]))
        self.assertEqual(self.results.daily["date"].iloc[0], pandas.Timestamp("2024-01-01"))
        self.assertEqual(self.results.ensemble["stopped"].dtype, "datetime64[ns]")

    def test_units_are_told_by_column(self):
        units = self.results.daily.attrs["units"]
        self.assertEqual(units, {"output_share": "1", "p05": "1", "p95": "1"})

    def test_a_table_that_the_run_does_not_have_is_a_fault_that_says_so(self):
        with self.assertRaisesRegex(FileNotFoundError, "models.csv is not among the results"):
            self.results.models

    def test_overrides_reach_the_scenario(self):
        command = self.results.manifest["command"]
        self.assertIn("--set dynamics.stock_days=20 --set uncertainty.samples=8", command)

    def test_a_dict_or_a_list_as_override_is_written_as_yaml(self):
        prior = {"uniform": [10, 30]}
        results = chokepoint.run(TEMPLATE, samples=8, set={"dynamics.stock_days": prior})
        drawn = results.ensemble["dynamics_stock_days"]
        self.assertTrue(((drawn > 10) & (drawn < 30)).all())
        self.assertGreater(drawn.nunique(), 1)

    def test_a_refusal_has_the_words_and_the_exit_code_of_the_program(self):
        with self.assertRaises(chokepoint.ChokepointError) as caught:
            chokepoint.sweep(TEMPLATE, vary="actions.lift.onn=2024-04-01,2024-05-01")
        self.assertEqual(caught.exception.status, 3)
        self.assertIn("did you mean", str(caught.exception))

    def test_a_run_for_netcdf_has_a_dataset_in_place_of_tables(self):
        with tempfile.TemporaryDirectory() as folder:
            results = chokepoint.run(TEMPLATE, out=pathlib.Path(folder) / "out", samples=8, set=SETTINGS, format="netcdf")
            loss = results.dataset.loss_usd.sel(arm="ban", firm="phone-maker", period="2024")
            with self.assertRaises(FileNotFoundError):
                results.impacts
        self.assertEqual(loss.attrs["units"], "USD")
        row = self.results.impacts.query("arm == 'ban' and firm == 'phone-maker' and period == '2024'")
        self.assertEqual(list(row["loss_usd"]), [float(loss)])

    def test_every_command_with_a_table_gives_one(self):
        vary = "actions.lift.on=2024-04-01,2024-06-01"
        for frame in (
            chokepoint.compare(TEMPLATE),
            chokepoint.sweep(TEMPLATE, vary=vary),
            chokepoint.timeline(TEMPLATE, arm="ban"),
            chokepoint.explain(TEMPLATE),
            chokepoint.rank(ROOT / "models/template", top=2),
        ):
            self.assertGreater(len(frame), 0)
            self.assertTrue(frame.attrs["units"])
        self.assertEqual(len(chokepoint.rank(ROOT / "models/template", top=2)), 2)

    def test_groups_and_switches_become_options(self):
        frame = chokepoint.rank(ROOT / "models/template", group=["country=US", "country=JP"], strict=True)
        self.assertGreaterEqual(len(frame), 2)


if __name__ == "__main__":
    unittest.main()
