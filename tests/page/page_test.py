"""page_test.py CHOKEPOINT SOURCE: opens reports in headless Chromium and uses them as a reader would."""
import base64
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

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
        chromium.resize(cls.browser, 1280, 800)
        cls.downloads = cls.folder / "downloads"
        cls.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(cls.downloads)})
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

    def open_all(self):
        """Unfolds the page for the rest of a test."""
        self.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.addCleanup(self.js, "document.querySelectorAll('details').forEach(d => d.open = false)")
        self.wait_until("[...document.querySelectorAll('figure .chart')].every(c => c.querySelector('svg path'))", True)

    def figures(self):
        return self.browser.find_elements("css selector", "figure[data-chart]")

    def press(self, figure, name):
        """Chooses an entry of a chart's menu."""
        self.browser.execute_script("arguments[0].querySelector('.save > button').click()", figure)
        script = "[...arguments[0].querySelectorAll('.save > div button')].find(b => b.textContent === arguments[1]).click()"
        self.browser.execute_script(script, figure, name)

    def saved(self, figure, name):
        """The bytes that an entry of a chart's menu would save: a browser lets a page save few files at once."""
        self.js("void (window.kept = null, window.save = (blob, name) => {"
                "const reader = new FileReader(); reader.onload = () => { window.kept = reader.result; }; reader.readAsDataURL(blob); })")
        self.press(figure, name)
        self.wait_until("window.kept !== null", True)
        return base64.b64decode(self.js("window.kept.split(',')[1]"))

    def pages(self):
        """How many sheets the page prints on."""
        data = self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})["data"]
        pdf = base64.b64decode(data)
        self.assertTrue(pdf.startswith(b"%PDF"))
        return len(re.findall(rb"/Type\s*/Page\b", pdf))

    def test_the_page_requests_only_its_own_file(self):
        self.assertEqual(self.requests, [self.page])

    def test_the_console_is_silent(self):
        self.assertEqual(self.console, [])

    def test_only_the_pages_own_scripts_may_run(self):
        policy = self.js("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
        self.assertRegex(policy, r"^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+';")
        self.assertNotIn("unsafe", policy)

    def test_sections_are_folded_and_their_charts_are_drawn_when_opened(self):
        self.assertEqual(self.js("document.querySelectorAll('details[open]').length"), 0)
        self.assertEqual(self.js("[...document.querySelectorAll('section')].filter(s => s.querySelectorAll(':scope > details > summary h2').length !== 1).length"), 0)
        self.open_all()
        shapes = self.js("[...document.querySelectorAll('figure .chart')].map(c => c.querySelectorAll('svg path').length)")
        self.assertGreaterEqual(len(shapes), self.min_charts)
        self.assertTrue(all(count >= 3 for count in shapes), shapes)

    def test_a_link_to_a_section_opens_it(self):
        self.addCleanup(self.js, "document.querySelectorAll('details').forEach(d => d.open = false)")
        self.js("void (location.hash = '#losses')")
        self.wait_until("document.querySelector('#losses > details').open", True)

    def test_every_internal_link_has_a_target(self):
        lost = self.js("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))")
        self.assertEqual(lost, [])
        self.assertEqual(self.js("(() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.length - new Set(all).size; })()"), 0)

    def test_the_glossary_has_the_words_that_are_linked_and_no_others(self):
        linked = self.js("[...new Set([...document.querySelectorAll('a.term')].map(a => a.getAttribute('href').slice(1)))].sort()")
        listed = self.js("[...document.querySelectorAll('#glossary dt')].map(d => d.id).sort()")
        self.assertEqual(linked, listed)
        self.assertTrue(linked)
        self.assertEqual(self.js("[...document.querySelectorAll('a.term')].filter(a => !a.title).length"), 0)

    def test_charts_tables_and_inputs_have_labels(self):
        self.assertEqual(self.js("[...document.querySelectorAll('table')].filter(t => !t.caption || !t.caption.textContent || !t.querySelector('th[scope=row]')).length"), 0)
        self.assertEqual(self.js("[...document.querySelectorAll('input')].filter(i => !i.labels.length || !i.labels[0].textContent.trim()).length"), 0)
        self.assertEqual(self.js("[...document.querySelectorAll('button')].filter(b => !b.textContent && !b.getAttribute('aria-label')).length"), 0)
        self.assertEqual(self.js("document.querySelectorAll('h1').length"), 1)

    def test_the_alternative_text_of_every_chart_states_numbers_and_is_no_other_charts(self):
        labels = self.js("[...document.querySelectorAll('.chart')].map(c => c.getAttribute('role') === 'img' && c.getAttribute('aria-label'))")
        for label in labels:
            self.assertRegex(label, r"\d.*[.]$")
            self.assertGreater(len(label), 50)
        kinds = self.js("[...document.querySelectorAll('figure')].map(f => f.querySelector('.chart-title').textContent + f.querySelector('.chart').getAttribute('aria-label'))")
        self.assertGreaterEqual(len(set(kinds)), len(kinds) - 1)  # the timeline stands in the brief and below

    def test_every_chart_is_saved_as_png(self):
        self.open_all()
        for figure in self.figures():
            png = self.saved(figure, "PNG")
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(int.from_bytes(png[16:20], "big"), 1920)
            self.assertGreater(int.from_bytes(png[20:24], "big"), 400)

    def test_every_chart_is_saved_as_svg_with_its_title(self):
        self.open_all()
        for figure in self.figures():
            root = xml.etree.ElementTree.fromstring(self.saved(figure, "SVG"))
            self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
            text = "".join(root.itertext())
            title = self.browser.execute_script("return arguments[0].querySelector('.chart-title').textContent", figure)
            self.assertIn(title[:15], text)
            self.assertGreater(len(list(root.iter("{http://www.w3.org/2000/svg}path"))), 2)

    def test_every_chart_is_saved_as_csv_and_copied_alike(self):
        self.open_all()
        self.js("void (navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); })")
        for figure in self.figures():
            text = self.saved(figure, "CSV").decode()
            rows = list(csv.reader(io.StringIO(text)))
            self.assertGreater(len(rows), 1)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
            self.press(figure, "Copy data")
            self.assertEqual(self.js("window.copied"), text)
            self.compare_with_table(figure, rows)

    def compare_with_table(self, figure, rows):
        """Where a row of the table has the name of one of the CSV, its first numbers are equal but for rounding."""
        script = "return [...arguments[0].querySelectorAll('tbody tr')].map(r => [r.cells[0].textContent, r.cells[1].firstChild && r.cells[1].firstChild.textContent])"
        table = {name: cell for name, cell in self.browser.execute_script(script, figure)}
        for row in rows[1:]:
            name = row[0].strip("\u2068\u2069")
            try:
                shown, saved = float(table[name].replace(",", "").replace(" %", "")), float(row[1])
            except (KeyError, ValueError, AttributeError):
                continue
            type(self).compared += 1
            self.assertAlmostEqual(shown, saved, delta=0.06 + 1e-3 * abs(saved))

    def test_a_phone_does_not_scroll_sideways(self):
        chromium.resize(self.browser, 390, 844)
        self.addCleanup(chromium.resize, self.browser, 1280, 800)
        self.addCleanup(chromium.set_colours, self.browser, "light")
        self.open_all()
        for scheme in ("light", "dark"):
            chromium.set_colours(self.browser, scheme)
            self.assertLessEqual(self.js("document.documentElement.scrollWidth"), 390)
            wide = self.js("[...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && !e.closest('thead') && e.getBoundingClientRect().right > 391).length")
            self.assertEqual(wide, 0)
            self.assertEqual(self.js("[...document.querySelectorAll('.table, pre')].filter(e => e.scrollWidth > e.clientWidth + 1).length"), 0)

    def test_dark_and_light_themes_colour_page_and_charts(self):
        self.addCleanup(chromium.set_colours, self.browser, "light")
        page = "getComputedStyle(document.body).backgroundColor"
        fills = "[...document.querySelectorAll('.brief .chart svg text')].some(t => t.getAttribute('fill') === '%s')"
        for scheme, paper, soft in (("dark", "rgb(21, 24, 27)", "#a4a9ae"), ("light", "rgb(255, 255, 255)", "#5e6166")):
            chromium.set_colours(self.browser, scheme)
            self.wait_until(page, paper)
            self.wait_until(fills % soft, True)

    def test_the_brief_prints_on_one_sheet(self):
        hide = "document.querySelectorAll('main, footer').forEach(e => e.hidden = %s)"
        self.js(hide % "true")
        self.addCleanup(self.js, hide % "false")
        self.assertEqual(self.pages(), 1)

    def test_paper_has_what_the_reader_has_opened(self):
        folded = self.pages()
        self.assertEqual(self.js("document.querySelectorAll('details[open]').length"), 0)
        self.open_all()
        self.assertGreaterEqual(self.pages(), folded + self.min_sheets)

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
    min_charts, min_sheets, compared = 11, 8, 0

    @classmethod
    def run_arguments(cls):
        return [SOURCE / "scenarios/zte-2018/ban-vs-reversal.yaml", "--set", "uncertainty.samples=100", "--set", "calendar.end=2019-03-31", "--detail"]

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        assert cls.compared > 15, f"only {cls.compared} numbers of CSV files stand in tables too"

    def test_the_brief_fits_a_screen(self):
        bottom = "Math.round(document.querySelector('.brief-foot').getBoundingClientRect().bottom + scrollY)"
        self.assertLessEqual(self.js(bottom), 800)
        self.assertGreaterEqual(self.js("document.querySelectorAll('.figures div').length"), 3)
        self.assertLessEqual(self.js("document.querySelectorAll('.figures div').length"), 5)
        self.assertEqual(self.js("document.querySelectorAll('.sentences p').length"), 3)

    def test_events_stand_in_words_on_a_screen_and_as_a_list_on_a_phone(self):
        words = "[...document.querySelectorAll('.brief .chart svg text')].some(t => t.textContent.includes('Ban lifted, 13 July'))"
        self.assertTrue(self.js(words))
        chromium.resize(self.browser, 390, 844)
        self.addCleanup(chromium.resize, self.browser, 1280, 800)
        self.wait_until(words, False)
        self.assertIn("Ban lifted, 13 July", self.js("document.querySelector('.brief .events').innerText"))

    def test_names_are_labels_and_not_ids(self):
        text = self.js("document.querySelector('.brief').parentElement.innerText")
        self.assertIn("Amended ban: The ban, from 4 May 2018 on without software and consumer parts.", text)
        for name in ("network-chips", "denial-order", "maintenance-licence"):
            self.assertNotIn(name, text)

    def test_the_timeline_says_what_it_shows(self):
        label = self.js("document.querySelector('.brief .chart').getAttribute('aria-label')")
        self.assertRegex(label, r"^Output of ZTE, % of normal output[.] Ban: down to 0 by \d+ \w+ 2018, ")

    def test_the_days_of_the_csv_are_those_of_the_table(self):
        self.open_all()
        figure = self.browser.find_element("css selector", "#time figure")
        rows = list(csv.DictReader(io.StringIO(self.saved(figure, "CSV").decode())))
        script = "return [...arguments[0].querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.firstChild.textContent))"
        last = {row["date"][:7]: row for row in rows}
        compared = 0
        for month, *cells in self.browser.execute_script(script, figure):
            for arm, cell in zip(("No action", "Ban", "Reversal", "Amended ban"), cells):
                self.assertAlmostEqual(float(cell.replace(" %", "")), float(last[month][arm]), delta=0.06)
                compared += 1
        self.assertGreater(compared, 30)

    def test_a_phone_shows_the_first_arm_and_the_saving_and_unfolds_the_rest(self):
        chromium.resize(self.browser, 390, 844)
        self.addCleanup(chromium.resize, self.browser, 1280, 800)
        self.open_all()
        shown = "[...document.querySelector('#losses tbody tr').querySelectorAll('td')].filter(c => c.offsetParent).map(c => c.dataset.label)"
        self.assertEqual(self.js(shown), ["Ban", "Reversal saves"])
        self.js("document.querySelector('#losses tbody .unfold').click()")
        self.assertEqual(self.js(shown), ["revenue", "Ban", "Reversal", "Amended ban", "Reversal saves"])

    def test_an_arm_is_hidden_and_shown_by_keyboard(self):
        from selenium.webdriver.common.keys import Keys
        shapes = "document.querySelectorAll('.brief .chart svg path').length"
        before = self.js(shapes)
        box = self.browser.find_element("css selector", ".arms input[data-arm='1']")
        box.send_keys(Keys.SPACE)
        self.assertLess(self.js(shapes), before)
        box.send_keys(Keys.SPACE)
        self.assertEqual(self.js(shapes), before)

    def test_a_chart_is_saved_as_a_file_named_after_its_title(self):
        self.browser.get(self.page)  # drops what other tests have put in place of save()
        self.press(self.figures()[0], "CSV")
        for _ in range(100):
            if (self.downloads / "output-of-zte.csv").exists():
                break
            time.sleep(0.05)
        self.assertTrue((self.downloads / "output-of-zte.csv").read_text().startswith("date,No action,"))

    def test_the_menu_of_a_chart_works_by_keyboard(self):
        from selenium.webdriver.common.keys import Keys
        opener = self.browser.find_element("css selector", ".brief .save > button")
        opener.send_keys("\n")
        self.assertEqual(opener.get_attribute("aria-expanded"), "true")
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertEqual(opener.get_attribute("aria-expanded"), "false")

    def test_a_button_zooms_the_network(self):
        self.open_all()
        place = "document.querySelector('#network .chart svg g path').getBoundingClientRect().width"
        before = self.js(place)
        self.browser.find_element("css selector", "#network button[aria-label='Zoom in']").send_keys("\n")
        self.assertGreater(self.js(place), before)

    def test_a_link_to_a_figure_opens_its_section(self):
        self.addCleanup(self.js, "document.querySelectorAll('details').forEach(d => d.open = false)")
        self.js("document.querySelectorAll('#sensitivity details').forEach(d => d.open = true)")
        self.browser.find_element("css selector", "#sensitivity tbody a").send_keys("\n")
        self.wait_until("document.querySelector('#sources > details').open", True)
        self.assertTrue(self.js("document.querySelector(':target').closest('details').open"))

    def test_replaced_sections_are_drawn_again(self):
        self.js("void (document.querySelector('#saves').outerHTML = document.querySelector('#saves').outerHTML)")
        self.js("document.querySelectorAll('#saves .chart, #saves .save').forEach(e => e.replaceChildren())")
        self.js("document.querySelector('#saves > details').open = true")
        self.addCleanup(self.js, "document.querySelector('#saves > details').open = false")
        self.js("drawIn(document.querySelector('#saves'))")
        self.assertGreater(self.js("document.querySelectorAll('#saves .chart svg path').length"), 3)

    def test_every_section_is_there(self):
        sections = self.js("[...document.querySelectorAll('section')].map(s => s.id)")
        self.assertEqual(sections, ["time", "losses", "groups", "saves", "causes", "flows", "network", "delay", "sensitivity", "stocks", "sources", "model", "reproduce", "glossary"])


class SingleReport(Report):
    """A scenario without uncertainty."""
    min_charts, min_sheets, compared = 9, 3, 0

    @classmethod
    def run_arguments(cls):
        return [SOURCE / "scenarios/template/export-ban.yaml"]

    def test_every_section_is_there(self):
        sections = self.js("[...document.querySelectorAll('section')].map(s => s.id)")
        self.assertEqual(sections, ["time", "losses", "groups", "saves", "causes", "flows", "network", "delay", "sensitivity", "stocks", "sources", "model", "reproduce", "glossary"])

    def test_a_single_run_has_no_ranges(self):
        self.open_all()
        text = self.js("[document.querySelector('.sentences'), document.querySelector('.figures'), ...document.querySelectorAll('.chart-unit, td')].map(e => e.innerText).join(' ')")
        self.assertNotRegex(text, "median|samples|[0-9] to [0-9]")


class HostileReport(Report):
    min_charts, min_sheets, compared = 5, 2, 0

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
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (ZteReport, SingleReport, HostileReport))
    sys.exit(0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1)
