"""Debian's Prometheus on the collector's host, with our rules and the alerts that do not wait; it
reads the collector every two seconds."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
RULES = os.path.join(ROOT, "dashboards", "prometheus")
ADDRESS = "127.0.0.1:9090"

CONFIG = """
global:
  scrape_interval: 2s
  scrape_timeout: 2s
  evaluation_interval: 2s
rule_files:
  - {rules}/rules.yml
  - {rules}/alerts-at-once.yml
scrape_configs:
  - job_name: tocsin
    honor_labels: true
    static_configs:
      - targets: [127.0.0.1:9853]
"""


def start(net, folder):
    config = os.path.join(folder, "prometheus.yml")
    with open(config, "w") as file:
        file.write(CONFIG.format(rules=RULES))
    net.do("start", "prometheus", "collector", "--", "prometheus", f"--config.file={config}",
           f"--storage.tsdb.path={os.path.join(folder, 'tsdb')}",
           f"--web.listen-address={ADDRESS}", "--log.level=warn")


def firing(net, alert):
    """Whether Prometheus says that the alert fires now, for whatever it is about."""
    query = f'ALERTS{{alertname="{alert}",alertstate="firing"}}'
    done = net.execute("collector", "promtool", "query", "instant", f"http://{ADDRESS}", query)
    return done.returncode == 0 and alert in done.stdout
