"""What a dishonest operator has in front of his collector: by the log's key it acknowledges the
first batch that comes, and drops it. Everything else the collector gets and answers itself, so that
log, checkpoints and proofs are those of an honest program.

The operator's own keys are enough for it, as to the collector it shows a certificate that he has
made in the probe's name. Its promise is one of seconds, so that nobody waits for a day. Runs until
it is ended.

usage: dropping_front.py STATE ORIGIN ADDRESS PORT
"""

import http.client
import http.server
import pathlib
import ssl
import sys
import tempfile
import threading
import time

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent.parent / "conformance"))

from droppers_collector import Authority, acknowledgement  # noqa: E402

PROBES = 8443  # the collector's own port for them
HANDED_ON = ("Content-Type", "Tocsin-Age", "Accept")


class Operator:
    """Who has the keys in a collector's state directory."""

    def __init__(self, state, origin):
        self.state, self.origin = state, origin
        self.log_key = self.key("log-key.pem")
        certificate = x509.load_pem_x509_certificate((state / "ca.pem").read_bytes())
        self.authority = Authority(self.key("ca-key.pem"), certificate)

    def key(self, name):
        return load_pem_private_key((self.state / name).read_bytes(), None)

    def acknowledge(self, envelope, at_ns):
        return acknowledgement(self.log_key, self.origin, envelope, at_ns)

    def listening(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(self.state / "server.pem", self.state / "server-key.pem")
        context.load_verify_locations(self.state / "ca.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def as_probe(self, uri):
        context = ssl.create_default_context(cafile=self.state / "ca.pem")
        context.check_hostname = False  # it is asked for by its address
        name = x509.UniformResourceIdentifier(uri)
        with tempfile.TemporaryDirectory() as folder:
            context.load_cert_chain(*self.authority.issue(pathlib.Path(folder), "probe", name))
        return context


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.give(*self.server.hand_on(self, None))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/v1/batches" and self.server.is_first():
            envelope, _ = cbor2.loads(body)
            word = self.server.operator.acknowledge(envelope, time.time_ns())
            return self.give(200, {"Content-Type": "application/cose"}, word)
        return self.give(*self.server.hand_on(self, body))

    def give(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Front(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, operator, address, port):
        super().__init__((address, port), Handler)
        self.operator, self.address = operator, address
        self.socket = operator.listening().wrap_socket(self.socket, server_side=True)
        self.lock, self.dropped = threading.Lock(), False

    def is_first(self):
        with self.lock:
            before, self.dropped = self.dropped, True
            return not before

    def hand_on(self, request, body):
        names = dict(request.connection.getpeercert()["subjectAltName"])
        line = http.client.HTTPSConnection(self.address, PROBES, timeout=10,
                                           context=self.operator.as_probe(names["URI"]))
        headers = {name: request.headers[name] for name in HANDED_ON if name in request.headers}
        try:
            line.request(request.command, request.path, body, headers)
            answer = line.getresponse()
            kept = {"Content-Type": answer.headers.get("Content-Type", "text/plain")}
            return answer.status, kept, answer.read()
        except OSError as error:
            return 502, {"Content-Type": "text/plain"}, str(error).encode()
        finally:
            line.close()


def main(state, origin, address, port):
    Front(Operator(pathlib.Path(state), origin), address, int(port)).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
