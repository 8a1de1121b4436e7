"""ask_dnspython.py udp|tcp SERVER: asks once for each line of input and prints what it took."""

import sys

import dns.message
import dns.query

ask = dns.query.udp if sys.argv[1] == "udp" else dns.query.tcp
for _ in sys.stdin:
    try:
        print(ask(dns.message.make_query(".", "SOA"), sys.argv[2], timeout=5).time, flush=True)
    except Exception as error:  # whatever it is: no figure
        print(error, file=sys.stderr)
        print(flush=True)
