"""page_test.py CHOKEPOINT SOURCE: opens reports in headless Chromium and uses them as a reader would."""
import base64
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True  # no files in the source tree
import browser as chromium

CHOKEPOINT, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
HOSTILE = {"script": "<script>alert(1)</script>", "quotes": "\"';-- </title></style>", "rtl": "\u202eשלום עולם", "emoji": "💥🧨 parts",
           "braces": "{a|{{x}}}</script><img src=x onerror=alert(2)>", "long": "long " + "x" * 4000}


def write_hostile_model(folder):
    """Writes a model of a buyer and six sellers with hostile names."""
    quoted = {key: '"' + name.replace('"', '""') + '"' for key, name in HOSTILE.items()}
    firms = "id,name,country,product,revenue_usd\nbuyer,\"<b>Buyer</b> & \u2028 sons\",CN,phones,900000000\n"
    firms += "".join(f"{key},{name},US,chips,100000000\n" for key, name in quoted.items())
    links = "supplier,customer,value_usd\n" + "".join(f"{key},buyer,{20 + k}000000\n" for k, key in enumerate(quoted))
    (folder / "model").mkdir()
    (folder / "model/firms.csv").write_text(firms, encoding="utf-8")
    (folder / "model/links.csv").write_text(links, encoding="utf-8")
    (folder / "hostile.yaml").write_text("""chokepoint: 1
title: "<script>alert(3)</script> & 'quotes' TITLE"
model: model
calendar: {start: 2018-01-01, end: 2018-12-31}
actions:
  "ban":
    deny: {exporters: {country: US}, target: {company: buyer}}
    from: 2018-02-01
arms: {ban: [ban]}
""".replace("TITLE", "x" * 10000), encoding="utf-8")


class Report(unittest.TestCase):
    """Tests for every report. Each subclass below names a run."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        subprocess.run([CHOKEPOINT, "run", *cls.run_arguments(), "--out", cls.folder / "out", "--quiet"], check=True, stdout=subprocess.DEVNULL)
        cls.page = (cls.folder / "out/report.html").as_uri()
        cls.browser = chromium.start(cls.folder / "profile")
        chromium.resize(cls.browser, 1280, 900)
        cls.browser.get(cls.page)
        cls.requests = chromium.requests_of(cls.browser)
        cls.console = cls.browser.get_log("browser")

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.temporary.cleanup()

    def js(self, script):
        return self.browser.execute_script("return " + script)

    def wait_until(self, script, expected):
        """Waits until a script has a value, because the page redraws with a delay."""
        for _ in range(100):
            if self.js(script) == expected:
                return
            time.sleep(0.05)
        self.assertEqual(self.js(script), expected)

    def test_the_page_requests_only_its_own_file(self):
        self.assertEqual(self.requests, [self.page])

    def test_the_console_is_silent(self):
        self.assertEqual(self.console, [])

    def test_only_the_pages_own_scripts_may_run(self):
        policy = self.js("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
        self.assertRegex(policy, r"^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+';")
        self.assertNotIn("unsafe", policy)

    def test_every_chart_is_drawn(self):
        shapes = self.js("[...document.querySelectorAll('figure .chart')].map(c => c.querySelectorAll('svg path').length)")
        self.assertGreaterEqual(len(shapes), self.min_charts)
        self.assertTrue(all(count >= 3 for count in shapes), shapes)
        self.assertEqual(self.js("document.querySelectorAll('figure .chart').length"), len(shapes))

    def test_every_internal_link_has_a_target(self):
        lost = self.js("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))")
        self.assertEqual(lost, [])
        self.assertEqual(self.js("(() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.length - new Set(all).size; })()"), 0)

    def test_charts_tables_and_inputs_have_labels(self):
        unnamed = self.js("[...document.querySelectorAll('.chart')].filter(c => c.getAttribute('role') !== 'img' || !c.getAttribute('aria-label')).length")
        self.assertEqual(unnamed, 0)
        self.assertEqual(self.js("[...document.querySelectorAll('table')].filter(t => !t.caption || !t.caption.textContent || !t.querySelector('th[scope=row]')).length"), 0)
        self.assertEqual(self.js("[...document.querySelectorAll('input')].filter(i => !i.labels.length || !i.labels[0].textContent.trim()).length"), 0)
        self.assertEqual(self.js("document.querySelectorAll('h1').length"), 1)

    def test_a_phone_does_not_scroll_sideways(self):
        chromium.resize(self.browser, 390, 844)
        self.addCleanup(chromium.resize, self.browser, 1280, 900)
        self.assertLessEqual(self.js("document.documentElement.scrollWidth"), 390)
        self.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.addCleanup(self.js, "document.querySelectorAll('details').forEach(d => d.open = false)")
        self.assertLessEqual(self.js("document.documentElement.scrollWidth"), 390)

    def test_dark_and_light_themes_colour_page_and_charts(self):
        self.addCleanup(chromium.set_colours, self.browser, "light")
        colours = "[getComputedStyle(document.body).backgroundColor, document.querySelector('.chart svg text').getAttribute('fill')]"
        for scheme, expected in (("dark", ["rgb(20, 24, 29)", "#a3adb8"]), ("light", ["rgb(255, 255, 255)", "#56606b"])):
            chromium.set_colours(self.browser, scheme)
            self.wait_until(colours, expected)

    def test_printing_opens_all_details(self):
        data = self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})["data"]
        pdf = base64.b64decode(data)
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), self.min_sheets)
        self.assertEqual(self.js("document.querySelectorAll('details[open]').length"), 0, "closed again afterwards")

    def test_the_page_is_readable_without_scripts(self):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.addCleanup(self.reload_with_scripts)
        self.browser.get(self.page)
        self.assertGreater(self.js("document.querySelectorAll('table tbody tr').length"), 3)
        self.assertIn("runs no scripts", self.js("document.body.innerText"))
        self.assertEqual(self.js("document.querySelectorAll('.chart svg').length"), 0)

    def reload_with_scripts(self):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        self.browser.get(self.page)


class ZteReport(Report):
    min_charts, min_sheets = 9, 5

    @classmethod
    def run_arguments(cls):
        return [SOURCE / "scenarios/zte-2018/ban-vs-reversal.yaml", "--set", "uncertainty.samples=100", "--set", "calendar.end=2019-03-31"]

    def test_an_arm_is_hidden_and_shown_by_keyboard(self):
        from selenium.webdriver.common.keys import Keys
        shapes = "document.querySelectorAll('#time .chart svg path').length"
        before = self.js(shapes)
        box = self.browser.find_element("css selector", ".arms input[data-arm='1']")
        box.send_keys(Keys.SPACE)
        self.assertLess(self.js(shapes), before)
        box.send_keys(Keys.SPACE)
        self.assertEqual(self.js(shapes), before)

    def test_a_button_zooms_the_network(self):
        place = "document.querySelector('#network .chart svg g path').getBoundingClientRect().width"
        before = self.js(place)
        self.browser.find_element("css selector", "#network button[aria-label='Zoom in']").send_keys("\n")
        self.assertGreater(self.js(place), before)

    def test_a_link_to_a_figure_opens_its_section(self):
        self.browser.find_element("css selector", "#stocks tbody a").send_keys("\n")
        self.assertTrue(self.js("document.querySelector(':target').closest('details').open"))
        self.js("document.querySelectorAll('details').forEach(d => d.open = false)")

    def test_every_section_is_there(self):
        sections = self.js("[...document.querySelectorAll('section')].map(s => s.id)")
        self.assertEqual(sections, ["time", "saves", "losses", "network", "flows", "causes", "stocks", "sensitivity", "delay", "sources", "model", "reproduce"])


class HostileReport(Report):
    min_charts, min_sheets = 4, 2

    @classmethod
    def run_arguments(cls):
        write_hostile_model(cls.folder)
        return [cls.folder / "hostile.yaml"]

    def test_names_are_shown_as_text(self):
        from selenium.common.exceptions import NoAlertPresentException
        with self.assertRaises(NoAlertPresentException):
            self.browser.switch_to.alert.text
        text = self.js("document.body.textContent")
        for key in ("script", "quotes", "emoji", "braces"):
            self.assertIn(HOSTILE[key], text)
        self.assertIn("<script>alert(3)</script> & 'quotes'", self.js("document.title"))
        self.assertEqual(self.js("document.querySelectorAll('img').length"), 0)

    def test_a_long_name_is_cut_but_complete_in_its_title(self):
        self.assertEqual(self.js("document.querySelector('#losses bdi[title]').title"), HOSTILE["long"])
        self.assertLess(self.js("Math.max(...[...document.querySelectorAll('#losses bdi')].map(b => b.textContent.length))"), 100)


if __name__ == "__main__":
    chromium.load_selenium()
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (ZteReport, HostileReport))
    sys.exit(0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1)
