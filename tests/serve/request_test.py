"""request_test.py CHOKEPOINT SOURCE: sends to `chokepoint serve` what its own page would never send."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True  # no files in the source tree
from server import Server

CHOKEPOINT, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
LIFT = {"actions.lift.on": "2018-06-01"}


def values_of(text):
    """The rows of `run --format csv`."""
    return text.splitlines()


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.server = Server(CHOKEPOINT, SOURCE / "scenarios/zte-2018/ban-vs-reversal.yaml", "--save-dir", cls.folder)

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop()
        cls.temporary.cleanup()
        assert status == 130, status

    def refused(self, status, *request, **more):
        answer = self.server.request(*request, **more)
        self.assertEqual(answer[0], status)
        self.assertEqual(len(answer[2].splitlines()), 1, answer[2][:200])
        self.assertNotIn(self.server.path.strip("/").encode(), answer[2])
        return answer

    def test_the_page_answers_with_headers_that_shut_others_out(self):
        status, headers, body = self.server.request()
        self.assertEqual(status, 200)
        self.assertIn(b"what-if-data", body)
        self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
        self.assertIn("connect-src 'self'", headers["content-security-policy"])
        for name, value in {"x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
                            "cache-control": "no-store", "cross-origin-resource-policy": "same-origin"}.items():
            self.assertEqual(headers[name], value)
        self.assertNotIn("access-control-allow-origin", headers)

    def test_only_the_own_host_is_answered(self):
        port = self.server.port
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", f"127.0.0.1:{port}.evil.example",
                     f"[::1]:{port}", "", None):
            with self.subTest(host=host):
                self.refused(403, headers={"Host": host})
        self.assertEqual(self.server.request(headers={"Host": f"localhost:{port}"})[0], 200)
        double = f"GET {self.server.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n"
        self.assertEqual(self.server.raw(double.encode())[0], 403)

    def test_only_the_own_origin_is_answered(self):
        port = self.server.port
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{port}", f"http://localhost:{port}",
                       f"http://127.0.0.1:{port}.evil.example", "http://127.0.0.1"):
            with self.subTest(origin=origin):
                self.refused(403, "POST", self.server.path + "change", headers={"Origin": origin}, body=b"{}")
                self.refused(403, headers={"Origin": origin})

    def test_a_path_without_the_token_is_not_found(self):
        token = self.server.path.strip("/")
        wrong = ("0" if token[0] != "0" else "1") + token[1:]
        for path in ("/", f"/{token}", f"/{wrong}/", f"/{token[:-1]}/", f"/{token}0/", f"/x/{token}/", f"//{token}/", f"/{token.upper()}x/",
                     f"/{wrong}/../{token}/", "/%00/"):
            with self.subTest(path=path):
                self.refused(404, path=path)

    def test_no_path_leads_to_a_file(self):
        for tail in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "ban-vs-reversal.yaml", "change",
                     "alive/", "page.css", "%00"):
            with self.subTest(tail=tail):
                self.refused(404, path=self.server.path + tail)

    def test_other_methods_are_not_allowed(self):
        for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"):
            with self.subTest(method=method):
                status, _, body = self.server.request(method)
                self.assertIn(status, (400, 405))
                self.assertLess(len(body), 200)

    def test_a_body_must_be_json_and_small(self):
        change = self.server.path + "change"
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "", None):
            with self.subTest(kind=kind):
                self.refused(415, "POST", change, headers={"Content-Type": kind}, body=b"{}")
        self.refused(413, "POST", change, body=b"[" + b" " * 70000 + b"]")
        self.assertEqual(self.server.request("POST", change, headers={"Content-Length": "99999999999"}, body=b"{")[0], 413)
        for body in (b"", b"{", b"[]", b"null", b"7", b'{"set": []}', b'{"set": {"actions.lift.on": 7}}', b'{"version": "x"}', b"\xff\xfe", b'{"samples": 1e99}'):
            with self.subTest(body=body):
                self.refused(400, "POST", change, body=body)
        self.refused(404, "POST", self.server.path + "nothing", body=b"{}")

    def test_nonsense_on_the_wire_ends_without_an_answer_of_substance(self):
        for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n\r\n"):
            with self.subTest(data=data[:20]):
                self.assertLess(len(self.server.raw(data)[2]), 200)
        self.assertEqual(self.server.request()[0], 200)

    def test_only_controls_can_be_set(self):
        for key in ("model", "title", "calendar.end", "report.firms", "actions.lift", "actions.lift.ends", "uncertainty.samples", "model.title", "arms.ban", ""):
            with self.subTest(key=key):
                status, answer = self.server.post("change", tab="a", version=1, set={key: "7"})
                self.assertEqual(status, 400)
                self.assertIn("no control", answer)

    def test_a_value_stays_a_single_value(self):
        for value in ("{uniform: [1, 2]}", "[1]", "1\n2", "x: y", "2018-06-01 # x", "\"", "'", "\u2028", "&a 1", "!!int 1", "../../etc"):
            with self.subTest(value=value):
                status, lines = self.server.post("change", tab="b", version=1, set={"actions.lift.on": value})
                self.assertEqual(status, 200)
                self.assertEqual([fault["key"] for fault in lines[-1]["faults"]], ["actions.lift.on"])

    def test_a_fault_has_the_words_of_the_engine(self):
        _, lines = self.server.post("change", tab="c", version=1, set={"actions.maintenance-licence.openness": "7"})
        self.assertIn("must be between 0 and 1", lines[-1]["faults"][0]["message"])

    def test_files_are_new_and_stay_in_their_folder(self):
        (self.folder / "there.yaml").write_text("mine")
        os.symlink(self.folder / "elsewhere.yaml", self.folder / "link.yaml")
        for name in ("../x.yaml", "/tmp/x.yaml", "a/b.yaml", ".x.yaml", ".yaml", "x", "x.txt", "x y.yaml", "x\n.yaml", "x\u00e9.yaml", "", "a" * 120 + ".yaml",
                     "there.yaml", "link.yaml"):
            with self.subTest(name=name):
                _, lines = self.server.post("save", name=name, set=LIFT)
                self.assertIn("fault", lines[0])
        self.assertEqual((self.folder / "there.yaml").read_text(), "mine")
        self.assertFalse((self.folder / "elsewhere.yaml").exists())

    def test_a_saved_scenario_gives_the_same_numbers(self):
        changes = LIFT | {"model.products.network-chips.stock_days": "90"}
        _, lines = self.server.post("save", name="saved.yaml", set=changes, samples=32)
        run = subprocess.run([CHOKEPOINT, *lines[0]["command"].split()[1:], "--format", "csv"], check=True, capture_output=True, text=True)
        original = [CHOKEPOINT, "run", SOURCE / "scenarios/zte-2018/ban-vs-reversal.yaml", "--set", "uncertainty.samples=32", "--format", "csv"]
        for key, value in changes.items():
            original += ["--set", f"{key}={value}"]
        self.assertEqual(values_of(run.stdout), values_of(subprocess.run(original, check=True, capture_output=True, text=True).stdout))

    def test_a_newer_request_of_a_tab_stops_the_older(self):
        self.server.post("change", tab="d", version=9, set=LIFT, samples=16)
        _, lines = self.server.post("change", tab="d", version=8, set=LIFT, samples=16)
        self.assertTrue(lines[0]["stopped"])

    def test_idle_connections_do_not_keep_others_out(self):
        import socket
        idle = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(12)]
        begin = time.monotonic()
        self.assertEqual(self.server.request()[0], 200)
        print(f"with 12 idle connections the page took {time.monotonic() - begin:.2f} s")
        for connection in idle:
            connection.close()

    def test_a_port_has_one_server(self):
        second = subprocess.run([CHOKEPOINT, "serve", SOURCE / "scenarios/template/export-ban.yaml", "--port", str(self.server.port)],
                                capture_output=True, text=True, timeout=60)
        self.assertEqual(second.returncode, 2)
        self.assertIn("port", second.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
