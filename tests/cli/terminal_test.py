"""Commands in a pseudo-terminal: no line is too wide, colour and non-ASCII characters appear only where they may.

usage: terminal_test.py CHOKEPOINT INPUTS
"""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

PROGRAM, INPUTS = os.path.realpath(sys.argv[1]), sys.argv[2]
VARY = ["sweep", "ban.yaml", "--vary", "actions.lift.on=2024-04-01:2024-07-01:30"]
COMMANDS = [
    ["run", "ban.yaml"],
    ["run", "ban.yaml", "--models", "all"],
    ["run", "sourced.yaml", "--set", "uncertainty.samples=8"],
    ["compare", "ban.yaml"],
    ["timeline", "ban.yaml"],
    ["explain", "ban.yaml"],
    VARY,
    VARY + ["--vary", "dynamics.stock_days=5,10,15,20,25,30,35,40,45,50,55,60"],
    ["sensitivity", "sourced.yaml", "--samples", "8"],
    ["rank", "plain"],
    ["generate", "--firms", "200"],
    ["describe"],
    ["describe", "scenario"],
    ["describe", "presets"],
    ["describe", "rank"],
    ["describe", "parameters"],
    ["sensitivity", "--help"],
    ["--help"],
]
ESCAPE = "\x1b"
faults = []


def shown(arguments, width=80, streams=2, **environment):
    """What a command shows on a terminal of `width` columns; with `streams` 1, without its standard error."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    settings = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", **environment}
    error = follower if streams == 2 else subprocess.DEVNULL
    process = subprocess.Popen([PROGRAM, *arguments], cwd=INPUTS, stdin=subprocess.DEVNULL, stdout=follower,
                               stderr=error, env=settings)
    os.close(follower)
    received = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the terminal is closed
            break
        if not part:
            break
        received += part
    os.close(leader)
    process.wait()
    return received.decode().replace("\r\n", "\n")


def expect(holds, what, text):
    if not holds:
        faults.append(f"{what}:\n{text}")


for width in (60, 80, 120, 200):
    for arguments in COMMANDS:
        text = shown(arguments, width, 1)
        what = f"{' '.join(arguments)} at {width} columns"
        wide = [line for line in text.split("\n") if len(line) > width and " " in line.strip()]
        expect(text.strip(), what + " shows nothing", "")
        expect(not wide, what + " has wider lines", "\n".join(wide))
        expect(ESCAPE not in text, what + " has an escape code", text)

FAULT = ["check", "no-such.yaml"]
expect(ESCAPE + "[31merror" in shown(FAULT), "an error is not red", shown(FAULT))
for name, environment in {"NO_COLOR": {"NO_COLOR": "1"}, "TERM=dumb": {"TERM": "dumb"}}.items():
    for arguments in [FAULT, ["run", "ban.yaml"], ["generate", "--firms", "20000"]]:
        text = shown(arguments, **environment)
        expect(ESCAPE not in text, f"{' '.join(arguments)} has an escape code under {name}", text)
expect(ESCAPE + "[31merror" in shown(FAULT, NO_COLOR=""), "an empty NO_COLOR turns colour off", "")
piped = subprocess.run([PROGRAM, *FAULT], cwd=INPUTS, capture_output=True, text=True, check=False)
expect(ESCAPE not in piped.stderr, "a pipe gets an escape code", piped.stderr)

NAMES = ["--set", "title=Öl – für 10 €"]
for locale in ({"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "de_DE.ISO-8859-1"}):
    for arguments in [["explain", "ban.yaml"], ["run", "ban.yaml", *NAMES], ["check", "öl.yaml"]]:
        text = shown(arguments, **locale)
        expect(text.isascii(), f"{' '.join(arguments)} is not ASCII under {locale}", text)
expect("?l - f?r 10 ?" in shown(["run", "ban.yaml", *NAMES], LC_ALL="C"), "a character is not replaced by exactly one", "")
expect("Öl – für 10 €" in shown(["run", "ban.yaml", *NAMES]), "UTF-8 is not kept", "")
expect(re.search("^[|`]- ", shown(["explain", "ban.yaml"], LC_ALL="C"), re.M), "the tree is not ASCII", "")
expect(re.search("^[├└]─ ", shown(["explain", "ban.yaml"], LANG="C", LC_ALL="", LC_CTYPE="en_GB.utf8"), re.M),
       "LC_CTYPE does not override LANG", "")

print("\n\n".join(faults) or f"{len(COMMANDS)} commands at four widths: no faults")
sys.exit(1 if faults else 0)
