"""Starts `chokepoint serve` for the tests in this folder."""
import json
import os
import select
import signal
import socket
import subprocess
import urllib.parse


class Server:
    """A server of one scenario. `address` is the line that it printed."""

    def __init__(self, chokepoint, scenario, *options):
        self.process = subprocess.Popen([chokepoint, "serve", str(scenario), "--quiet", *map(str, options)],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        self.address = self.process.stdout.readline().strip() if ready else ""
        if not self.address:
            self.process.kill()
            raise RuntimeError("the server did not start: " + self.process.stderr.read())
        parts = urllib.parse.urlsplit(self.address)
        self.port, self.path = parts.port, parts.path

    def stop(self):
        """Ends the server as Ctrl-C does, and returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.process.stderr.close()

    def pause(self, paused):
        os.kill(self.process.pid, signal.SIGSTOP if paused else signal.SIGCONT)

    def raw(self, data):
        """Sends bytes and returns the answer as (status, headers, body)."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(data)
            answer = b""
            while True:
                try:
                    part = connection.recv(1 << 16)
                except ConnectionResetError:
                    break
                if not part:
                    break
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1]) if len(lines[0].split()) > 1 else 0
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        return status, headers, body

    def request(self, method="GET", path=None, headers=None, body=b""):
        """A request with the headers of the page; `headers` replaces some, or leaves one out with None."""
        all_headers = {"Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            all_headers |= {"Content-Type": "application/json", "Content-Length": str(len(body)),
                            "Origin": f"http://127.0.0.1:{self.port}"}
        all_headers |= headers or {}
        lines = [f"{method} {self.path if path is None else path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in all_headers.items() if value is not None]
        return self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def post(self, what, **asked):
        """What the page would post; returns the status and the lines of the answer as JSON."""
        status, headers, body = self.request("POST", self.path + what, body=json.dumps(asked).encode())
        if "chunked" in headers.get("transfer-encoding", ""):
            body = unchunked(body)
        return status, [json.loads(line) for line in body.splitlines()] if status == 200 else body.decode()


def unchunked(body):
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        count = int(size, 16)
        whole += rest[:count]
        body = rest[count + 2:]
    return whole
