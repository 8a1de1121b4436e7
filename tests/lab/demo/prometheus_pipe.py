"""Runs beside Prometheus, in the collector's namespace: reads paths of its API, one a line, and
writes each answer as one line."""

import json
import sys
import urllib.error
import urllib.request

for line in sys.stdin:
    try:
        with urllib.request.urlopen("http://127.0.0.1:9090" + line.strip(), timeout=10) as answer:
            said = json.load(answer)
    except (OSError, ValueError) as error:
        said = {"status": "error", "error": str(error)}
    print(json.dumps(said), flush=True)
