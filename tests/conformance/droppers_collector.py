"""A collector that acknowledges every batch under its log's key, and whose log has none of them.

A stand-in: it takes no measurement apart. Its log grows all the same, by entries of its own, and a
witness cosigns it.
"""

import base64
import datetime
import hashlib
import http.server
import ssl
import threading
import time

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

import signed_note

ACKNOWLEDGEMENT = "application/tocsin-acknowledgement+cbor"
MERGE_DELAY_S = 5
ORIGIN = "dropper.test/log"


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def root_of(leaves):
    """RFC 6962, section 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root_of(leaves[:split]) + root_of(leaves[split:])).digest()


def acknowledgement(key, origin, envelope, at_ns):
    """The word of a log that it will have this batch within MERGE_DELAY_S, signed by its key."""
    protected = cbor2.dumps({1: -8, 3: ACKNOWLEDGEMENT}, canonical=True)
    digest = hashlib.sha256(envelope).digest()
    word = {0: 1, 1: origin, 2: digest, 3: at_ns, 4: MERGE_DELAY_S * 10**9, 5: 0}
    content = cbor2.dumps(word, canonical=True)
    signed = cbor2.dumps(["Signature1", protected, b"", content], canonical=True)
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, content, key.sign(signed)]))


class Log:
    """Entries that nobody asked for; at most two, so that its consistency proofs are one hash."""

    def __init__(self):
        self.key = Ed25519PrivateKey.generate()
        self.entries = [cbor2.dumps([2, b"not a batch"])]

    @property
    def public(self):
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return self.key.public_key().public_bytes(*raw)

    @property
    def leaves(self):
        return [leaf_hash(entry) for entry in self.entries]

    def verifier_key(self):
        return signed_note.key_text(ORIGIN, signed_note.ED25519, self.public)

    def checkpoint(self):
        root = base64.b64encode(root_of(self.leaves)).decode()
        text = f"{ORIGIN}\n{len(self.entries)}\n{root}\n"
        blob = bytes([signed_note.ED25519]) + self.public
        signature = signed_note.key_id(ORIGIN, blob) + self.key.sign(text.encode())
        return f"{text}\n\u2014 {ORIGIN} {base64.b64encode(signature).decode()}\n"

    def acknowledge(self, envelope):
        return acknowledgement(self.key, ORIGIN, envelope, time.time_ns())


def pem_of(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class Authority:
    """One of its own, or whoever's key and certificate these are."""

    def __init__(self, key=None, certificate=None):
        made = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "dropper's authority")])
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = certificate.subject if certificate else made
        self.certificate = certificate or self.sign(
            self.key, self.name, x509.BasicConstraints(True, 0), None
        )

    def sign(self, key, name, constraints, alternative):
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(constraints, critical=True)
        )
        if alternative:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([alternative]), critical=False
            )
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, folder, name, alternative):
        """The paths of the certificate and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        constraints = x509.BasicConstraints(False, None)
        certificate = self.sign(key, subject, constraints, alternative)
        paths = folder / f"{name}.pem", folder / f"{name}-key.pem"
        paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        paths[1].write_bytes(pem_of(key))
        return paths

    def write(self, path):
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def deny(self):
        if self.path.startswith("/v1/inclusion/"):
            self.server.asked.append(self.path)
        problem = b'{"type":"urn:tocsin:problem:not-included","title":"No.","status":404}'
        self.answer(404, "application/problem+json", problem)

    def do_GET(self):
        self.deny()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/batches":
            return self.deny()
        envelope, _ = cbor2.loads(body)
        self.server.acknowledged.append(envelope)
        return self.answer(200, "application/cose", self.server.log.acknowledge(envelope))

    def log_message(self, *_):
        pass


class Collector(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder):
        folder.mkdir()
        super().__init__(("127.0.0.1", 0), Handler)
        self.log = Log()
        self.acknowledged = []
        self.asked = []  # for a proof
        self.authority = Authority()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(
            *self.authority.issue(folder, "server", x509.DNSName("dropper.test"))
        )
        context.load_verify_locations(self.authority.write(folder / "ca.pem"))
        context.verify_mode = ssl.CERT_REQUIRED
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.thread = threading.Thread(target=self.serve_forever)

    def enrol(self, folder):
        """What enrolment would have brought: probes/main/state_layout.h."""
        folder.mkdir(parents=True)
        uri = x509.UniformResourceIdentifier("tocsin://dropper.test/probe/no-1")
        certificate, key = self.authority.issue(folder, "made", uri)
        certificate.rename(folder / "certificate.pem")
        key.rename(folder / "tls-key.pem")
        self.authority.write(folder / "ca.pem")
        (folder / "log-key").write_text(base64.b64encode(self.log.public).decode() + "\n")

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.thread.join()
        self.server_close()
