"""scrape.py udp|tcp SERVER: has the blackbox_exporter probe once for each line of input, and prints
how long it says that connecting and the request took."""

import re
import sys
import urllib.request

URL = f"http://127.0.0.1:9115/probe?module={sys.argv[1]}&target={sys.argv[2]}"
PHASE = re.compile(r'probe_dns_duration_seconds\{phase="(connect|request)"\} (\S+)')
for _ in sys.stdin:
    try:
        page = urllib.request.urlopen(URL, timeout=10).read().decode()
        print(sum(float(seconds) for _, seconds in PHASE.findall(page)), flush=True)
    except OSError as error:
        print(error, file=sys.stderr)
        print(flush=True)
