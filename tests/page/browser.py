"""Headless Chromium for the tests of report.html, without network traffic of its own and with an empty profile."""
import json
import os
import sys

FLAGS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync --hide-scrollbars --force-color-profile=srgb "
         "--remote-debugging-pipe").split()


def load_selenium():
    """Returns the driver's module, or exits: with 77, which skips the test, or with 1 if CI is set."""
    try:
        from selenium import webdriver
        for program in ("/usr/bin/chromium", "/usr/bin/chromedriver"):
            if not os.access(program, os.X_OK):
                raise ImportError(program + " is missing")
        return webdriver
    except ImportError as fault:
        print(f"no browser to test with: {fault}; apt-get install chromium chromium-driver python3-selenium", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 77)


def start(profile):
    """Starts a browser with its profile in the folder `profile` and a log of its requests."""
    webdriver = load_selenium()
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common import utils

    class LocalService(Service):
        """Uses the address 127.0.0.1, because a bare machine without a hosts file does not know localhost."""

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
    requests_of(browser)  # drop those of the start page
    return browser


def resize(browser, width, height):
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def set_colours(browser, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def requests_of(browser):
    """The addresses requested since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
