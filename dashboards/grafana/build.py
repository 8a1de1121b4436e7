#!/usr/bin/python3 -B
"""Writes a dashboard, of which the panels in words are in the file of its name.

    dashboards/grafana/build.py dns-root > dashboards/grafana/dns-root.json
    dashboards/grafana/build.py root-dependence > dashboards/grafana/root-dependence.json

Classic JSON of schema 39, which Grafana 10.4 and later load; Grafana moves it on to newer schemas
itself. A test compares the files with what this prints.
"""

import json
import sys

from dns_root import dns_root
from root_dependence import root_dependence

DASHBOARDS = {"dns-root": dns_root, "root-dependence": root_dependence}

if __name__ == "__main__":
    if sys.argv[1:] not in [[name] for name in DASHBOARDS]:
        sys.exit("usage: build.py " + "|".join(DASHBOARDS))
    print(json.dumps(DASHBOARDS[sys.argv[1]](), indent=2))
