"""Asks the Prometheus that runs in the lab. The API has no way out of the cage, so the questions go
in through a program that runs beside it."""

import json
import os
import subprocess
from urllib.parse import urlencode

PIPE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "prometheus_pipe.py")
STEP_SECONDS = 2


class Observer:
    def __init__(self, net):
        command = [*net.line("exec"), "collector", "--", "/usr/bin/python3", "-u", PIPE]
        self.pipe = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     text=True, bufsize=1)

    def close(self):
        self.pipe.stdin.close()
        self.pipe.wait()

    def ready(self):
        """Whether Prometheus has scraped the collector."""
        return bool(self.now('up{job="tocsin"} == 1'))

    def now(self, query):
        """(labels, value) of every series."""
        found = self._ask("query", query=query)
        return [(series["metric"], float(series["value"][1])) for series in found]

    def number(self, query):
        """The value of the only series; 0 where there is none."""
        found = self.now(query)
        return found[0][1] if found else 0.0

    def times(self, query, start, end):
        """(labels, instants at which it had a value) of every series."""
        found = self._ask("query_range", query=query, start=start, end=end, step=STEP_SECONDS)
        return [(series["metric"], [time for time, _ in series["values"]]) for series in found]

    def _ask(self, kind, **arguments):
        print(f"/api/v1/{kind}?{urlencode(arguments)}", file=self.pipe.stdin)
        answer = json.loads(self.pipe.stdout.readline() or "{}")
        return answer["data"]["result"] if answer.get("status") == "success" else []
