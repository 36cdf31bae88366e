"""Files beside a report in Chromium: an upload that breaks, one that is refused, with and without scripts: no word is lost."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "http")]
from stack import ROOT, Stack  # noqa: E402


def test_uploads_that_break_cost_no_words():
    with Stack("evidence", "--workers", "2", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        done = subprocess.run(["node", os.path.join(HERE, "evidence.js"), servers.origin,
                               os.path.join(ROOT, "build", "tests-pictures", "evidence")], cwd=HERE, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        print(done.stdout)
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []
        assert done.returncode == 0, done.stdout[-4000:]
