"""Ten minutes in which five countries' ways lose one packet in a hundred, double, reorder and delay
others, catchments move and serials change: and no probe takes any of it for somebody on the way."""

import os
import sys
import time

from cast import Cast
from lab import eventually, lab

MINUTES = float(os.environ.get("TOCSIN_SOAK_MINUTES", "10"))
HONEST = ["jitter-us=3000", "loss=0.01", "duplicate=0.05", "reorder=0.05"]
# What would say that somebody answered in a server's place, or meddled with its answers.
SIGNS = ("tocsin_signs_total", "tocsin_stray_replies_total", "tocsin_server_intercepted")


def total(metrics, family, **labels):
    wanted = [f'{name}="{value}"' for name, value in labels.items()]
    return sum(value for name, value in metrics.items()
               if name.startswith(family + "{") and all(one in name for one in wanted))


with lab("full") as net:
    cast = Cast(net, net.folder)
    cast.enter()
    eventually(lambda: total(cast.metrics(), "tocsin_probe_up") == 10, "ten probes", 60)
    for country in cast.countries:
        net.do("fault", "disturb", f"country={country}", *HONEST)
    until = time.monotonic() + 60 * MINUTES
    moves = 0
    while time.monotonic() < until:
        moves += 1
        net.do("fault", "withdraw", "site=fra")
        net.do("publish")
        batches = total(cast.metrics(), "tocsin_batches_admitted_total")
        eventually(lambda: total(cast.metrics(), "tocsin_batches_admitted_total") > batches + 20,
                   "two rounds of batches", 90)
        net.do("clear", "withdraw")
        batches = total(cast.metrics(), "tocsin_batches_admitted_total")
        eventually(lambda: total(cast.metrics(), "tocsin_batches_admitted_total") > batches + 20,
                   "two rounds of batches", 90)
    metrics = cast.metrics()
    queries = total(metrics, "tocsin_queries_total")
    timeouts = total(metrics, "tocsin_queries_total", result="timeout")
    seen = {name: value for name, value in metrics.items()
            if name.startswith(SIGNS) and value != 0}
    print(f"{MINUTES:g} minutes, {moves} moves of the catchment and new serials: "
          f"{queries:.0f} queries, {timeouts:.0f} timeouts, signs: {seen or 'none'}", flush=True)
    assert queries > 500 * MINUTES and timeouts > 0, "the disturbances were there"
    sys.exit(1 if seen else 0)
