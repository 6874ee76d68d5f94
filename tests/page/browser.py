"""Headless Chromium for the tests of report.html: it asks nothing of a network, and starts from an empty profile."""
import json
import os
import sys

FLAGS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync --hide-scrollbars --force-color-profile=srgb "
         "--remote-debugging-pipe").split()


def load_selenium():
    """The driver's module, or the end of the program: 77 skips a test, but not where CI says that all must run."""
    try:
        from selenium import webdriver
        for program in ("/usr/bin/chromium", "/usr/bin/chromedriver"):
            if not os.access(program, os.X_OK):
                raise ImportError(program + " is not there")
        return webdriver
    except ImportError as fault:
        print(f"no browser to test with: {fault}; apt-get install chromium chromium-driver python3-selenium", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 77)


def start(profile):
    """A browser with its profile in the folder `profile`, which keeps a log of what it asks for."""
    webdriver = load_selenium()
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common import utils

    class LocalService(Service):
        """By number: a bare machine has no file of hosts, and does not know localhost."""

        @property
        def service_url(self):
            return f"http://127.0.0.1:{self.port}"

        def is_connectable(self):
            return utils.is_connectable(self.port, "127.0.0.1")

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(service=LocalService("/usr/bin/chromedriver"), options=options)
    browser.get("about:blank")
    requests_of(browser)  # those of the page that it starts with
    return browser


def resize(browser, width, height):
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def set_colours(browser, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def requests_of(browser):
    """Addresses that were asked for since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
