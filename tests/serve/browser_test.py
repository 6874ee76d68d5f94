"""browser_test.py CHOKEPOINT SOURCE: uses the page of `chokepoint serve` in headless Chromium as a reader would."""
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True  # no files in the source tree
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "page"))
import browser as chromium
from server import Server

CHOKEPOINT, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SCENARIO = SOURCE / "scenarios/zte-2018/ban-vs-reversal.yaml"
LIFT = "actions.lift.on"
STOCK = "model.products.network-chips.stock_days"


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        chromium.load_selenium()
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        begin = time.monotonic()
        cls.server = Server(CHOKEPOINT, SCENARIO, "--save-dir", cls.folder)
        cls.server.request("HEAD")
        print(f"first byte {time.monotonic() - begin:.2f} s after the start of the command")
        cls.browser = chromium.start(cls.folder / "profile")
        chromium.resize(cls.browser, 1280, 900)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.server.stop()
        cls.temporary.cleanup()

    def setUp(self):
        self.open()

    def tearDown(self):
        self.assertEqual([entry for entry in self.browser.get_log("browser") if "favicon" not in entry["message"]], [])

    def open(self, link=""):
        self.browser.get("about:blank")
        self.browser.get(self.server.address + link)
        self.wait()

    def js(self, script):
        return self.browser.execute_script("return " + script)

    def do(self, script):
        self.browser.execute_script(script)

    def wait_until(self, script, seconds=60):
        end = time.monotonic() + seconds
        while not self.js(script):
            self.assertLess(time.monotonic(), end, script)
            time.sleep(0.02)

    def wait(self):
        """Waits until the newest change is drawn with all samples, and nothing is on its way."""
        self.wait_until("answered === version && running === null && waiting === null")

    def slide(self, key, value):
        """What a reader's hand does to a slider."""
        self.do(f"""const control = controls.get("{key}");
            control.slider.value = control.control.group === "dates" ? dayNumber("{value}") : "{value}";
            control.slider.dispatchEvent(new Event("input", {{ bubbles: true }}));""")

    def type(self, key, value):
        self.do(f"""const field = controls.get("{key}").field;
            field.value = "{value}";
            field.dispatchEvent(new Event("input", {{ bubbles: true }}));
            field.dispatchEvent(new Event("change", {{ bubbles: true }}));""")

    def figure(self, words):
        return self.js(f"""[...document.querySelectorAll("#what-if dl div")].find((one) => one.textContent.includes("{words}")).textContent""")

    def fault(self, key):
        return self.js(f"""controls.get("{key}").fault.textContent""")

    def median_loss(self, **overrides):
        """What `run` says ZTE loses under the reversal in 2018, with these changes."""
        command = [CHOKEPOINT, "run", SCENARIO, "--format", "csv", "--quiet"]
        for key, value in overrides.items():
            command += ["--set", f"{key}={value}"]
        rows = [line.split(",") for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
        head = rows[0]
        row = next(row for row in rows[1:] if row[head.index("arm")] == "reversal" and row[head.index("firm")] == "ZTE" and row[head.index("period")] == "2018")
        return float(row[head.index("baseline_usd")]) - float(row[head.index("revenue_usd")])

    def test_dragging_the_lift_date_shows_the_new_loss(self):
        before = self.figure("under Reversal")
        self.slide(LIFT, "2018-06-01")
        self.wait()
        after = self.figure("under Reversal")
        self.assertNotEqual(before, after)
        self.assertIn("less than the", after)
        expected = self.median_loss(**{LIFT: "2018-06-01"}) / 1e9
        self.assertIn(f"{expected:.1f} billion USD", after)
        self.assertIn("Ban lifted: 1 June 2018 instead of 13 July 2018", self.js("differences.textContent"))
        self.assertIn("1 June", self.js("""document.querySelector("[data-part=brief]").textContent"""))
        self.do("controls.get('%s').reset.click()" % LIFT)
        self.wait()
        self.assertEqual(self.figure("under Reversal"), before)

    def test_a_chart_is_the_same_chart_after_a_change(self):
        self.do("window.chart = drawn[0].chart; window.numbers = JSON.stringify(drawn[0].data.series)")
        self.slide(LIFT, "2018-06-20")
        self.wait()
        self.assertTrue(self.js("drawn[0].chart === window.chart && drawn[0].figure.isConnected"))
        self.assertTrue(self.js("JSON.stringify(drawn[0].data.series) !== window.numbers"))
        self.assertEqual(self.js("document.querySelectorAll('[data-part=brief] figure .save').length"),
                         self.js("document.querySelectorAll('[data-part=brief] figure').length"))

    def test_sections_below_follow_once_the_reader_stops(self):
        before = self.js("""partOf("losses").textContent""")
        self.slide(LIFT, "2018-06-02")
        self.wait_until(f"""partOf("losses").textContent.length > 0 && partOf("reproduction").textContent.includes("2018-06-02")""")
        self.assertNotEqual(self.js("""partOf("losses").textContent"""), before)

    def test_twenty_changes_a_second_leave_no_backlog(self):
        self.do("""window.sent = 0; const plain = window.fetch;
            window.fetch = (...all) => { if (String(all[0]).endsWith("change")) window.sent += 1; return plain(...all); };
            let day = dayNumber("2018-06-01"); window.ended = 0;
            const timer = setInterval(() => {
              changeKey("actions.lift.on", dateOfDay(day++), false);
              if (day > dayNumber("2018-06-01") + 60) { clearInterval(timer); window.ended = performance.now(); }
            }, 50);""")
        self.wait_until("window.ended > 0")
        begin = time.monotonic()
        self.wait()
        print(f"61 changes at 20 a second: {self.js('window.sent')} were sent; the last was drawn {time.monotonic() - begin:.2f} s after it")
        self.assertLessEqual(self.js("window.sent"), 63)
        self.assertEqual(self.js("state.set['%s']" % LIFT), "2018-07-31")
        self.assertIn("31 July", self.js("""partOf("brief").textContent"""))

    def test_two_tabs_do_not_disturb_each_other(self):
        first = self.browser.current_window_handle
        self.slide(LIFT, "2018-06-01")
        self.browser.switch_to.new_window("tab")
        second = self.browser.current_window_handle
        self.browser.get(self.server.address)
        self.wait()
        self.slide(LIFT, "2018-09-01")
        self.wait()
        later = self.figure("under Reversal")
        self.browser.switch_to.window(first)
        self.wait()
        earlier = self.figure("under Reversal")
        self.assertIn("less than the", earlier)
        self.assertIn("more than the", later)
        self.browser.switch_to.window(second)
        self.browser.close()
        self.browser.switch_to.window(first)

    def test_the_link_restores_the_state(self):
        self.slide(LIFT, "2018-06-01")
        self.type(STOCK, "90")
        self.wait()
        loss = self.figure("under Reversal")
        link = self.js("location.hash")
        self.assertIn("lift.on=2018-06-01", link)
        self.browser.refresh()
        self.wait()
        self.assertEqual(self.figure("under Reversal"), loss)
        self.open(link)
        self.assertEqual(self.figure("under Reversal"), loss)
        self.assertEqual(self.js("controls.get('%s').field.value" % STOCK), "90")

    def test_back_takes_the_last_change_back(self):
        before = self.figure("under Reversal")
        self.type(LIFT, "2018-06-01")
        self.wait()
        self.type(LIFT, "2018-08-01")
        self.wait()
        self.browser.back()
        self.wait_until("state.set['%s'] === '2018-06-01'" % LIFT)
        self.browser.back()
        self.wait_until("state.set['%s'] === undefined" % LIFT)
        self.wait()
        self.assertEqual(self.figure("under Reversal"), before)

    def test_a_hostile_link_changes_nothing_and_runs_nothing(self):
        self.browser.get("about:blank")
        self.browser.get(self.server.address + "#model=..%2F..%2Fetc&lift.on=<img src=x onerror=alert(1)>&arms=nobody&samples=1e9&%E0%A4%A=1&__proto__=1")
        self.wait_until("controls.get('%s').fault.textContent !== ''" % LIFT)
        self.assertEqual(self.js("document.querySelectorAll('#what-if img').length"), 0)
        self.assertEqual(self.js("Object.keys(state.set).length"), 1)

    def test_an_invalid_value_is_explained_at_its_control(self):
        before = self.figure("under Reversal")
        self.type("actions.maintenance-licence.openness", "7")
        self.wait_until("controls.get('actions.maintenance-licence.openness').fault.textContent !== ''")
        self.assertIn("must be between 0 and 1", self.fault("actions.maintenance-licence.openness"))
        self.assertEqual(self.figure("under Reversal"), before)
        self.type("actions.maintenance-licence.openness", "")
        self.wait()
        self.assertEqual(self.fault("actions.maintenance-licence.openness"), "")
        self.type(LIFT, "2018-02-01")
        self.wait_until("controls.get('%s').fault.textContent !== ''" % LIFT)
        self.assertIn("before it starts", self.fault(LIFT))

    def test_a_control_with_a_range_says_what_it_replaces(self):
        about = "controls.get('%s').about.textContent" % STOCK
        self.assertEqual(self.js(about), "In the file: uniform 30 to 60")
        self.type(STOCK, "45")
        self.wait()
        self.assertEqual(self.js(about), "One value in place of uniform 30 to 60")

    def test_arms_can_be_left_out(self):
        self.do("""arms.field.querySelector("input[value=amended]").click()""")
        self.wait()
        self.assertNotIn("Amended", self.js("figures.textContent"))
        self.assertIn("Reversal", self.js("figures.textContent"))

    def test_a_scenario_is_saved_and_its_command_shown(self):
        self.slide(LIFT, "2018-06-01")
        self.wait()
        self.do("fileName.value = 'from-page.yaml'; saveAs()")
        self.wait_until("said.textContent.includes('chokepoint run')")
        text = (self.folder / "from-page.yaml").read_text(encoding="utf-8")
        self.assertIn("on: 2018-06-01", text)
        subprocess.run([CHOKEPOINT, "check", self.folder / "from-page.yaml"], check=True, capture_output=True)
        self.do("saveAs()")
        self.wait_until("said.textContent.includes('exists already')")

    def test_a_server_that_is_gone_is_missed_and_found_again(self):
        server = Server(CHOKEPOINT, SCENARIO)
        self.browser.get(server.address)
        self.wait()
        loss = self.figure("under Reversal")
        server.pause(True)
        self.wait_until("!banner.hidden")
        self.assertEqual(self.figure("under Reversal"), loss)
        server.pause(False)
        self.wait_until("banner.hidden")
        self.assertEqual(server.stop(), 130)
        self.slide(LIFT, "2018-06-01")
        self.wait_until("!banner.hidden")
        self.assertIn("The server has stopped. Run chokepoint serve", self.js("banner.textContent"))
        self.assertIn("#lift.on=2018-06-01", self.js("banner.textContent"))
        self.assertEqual(self.figure("under Reversal"), loss)
        self.browser.get("about:blank")
        self.browser.get_log("browser")  # the failed requests

    def test_the_page_fits_a_phone(self):
        try:
            chromium.resize(self.browser, 390, 844)
            self.open()
            self.assertEqual(self.js("document.documentElement.scrollWidth"), 390)
            self.do("document.querySelector('#what-if .toggle').click()")
            self.assertEqual(self.js("document.querySelector('#what-if .toggle').getAttribute('aria-expanded')"), "true")
            self.assertLessEqual(self.js("document.getElementById('what-if').scrollWidth"), 390)
        finally:
            chromium.resize(self.browser, 1280, 900)

    def test_every_control_has_a_name(self):
        nameless = """[...document.querySelectorAll("#what-if input, #what-if select, #what-if button")].filter((one) =>
            !one.getAttribute("aria-label") && !(one.labels && one.labels.length) && !one.textContent.trim()).length"""
        self.assertEqual(self.js(nameless), 0)

    def test_the_time_from_a_change_to_its_picture(self):
        """Prints times; it asserts only that there is an end."""
        for key, values in {LIFT: [f"2018-0{6 + k // 28}-{1 + k % 28:02d}" for k in range(30)], STOCK: [str(61 + k) for k in range(30)]}.items():
            times = []
            for value in values:
                self.do("timings.length = 0")
                self.slide(key, value)
                self.wait_until("timings.length > 0")
                times.append(self.js("timings[0]"))
                self.wait()
            milliseconds = sorted(one["ms"] for one in times)
            parts = {name: round(statistics.median(one[name] for one in times)) for name in ("load", "run", "page", "draw", "samples")}
            print(f"{key}: median {statistics.median(milliseconds):.0f} ms, 95 % within {milliseconds[int(0.95 * len(milliseconds))]:.0f} ms; medians {parts}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
