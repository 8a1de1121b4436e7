"""A time-stamping authority (RFC 3161) that answers over HTTP what openssl signs, by this machine's
clock. `make` gives it a root and a certificate of its own. Runs until it is ended.

usage: time_authority.py FOLDER ADDRESS PORT
"""

import http.server
import os
import socketserver
import subprocess
import sys
import tempfile

SETTINGS = """
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_cert = {folder}/authority.pem
signer_key = {folder}/authority-key.pem
signer_digest = sha256
certs = {folder}/root.pem
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[leaf]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""
REPLY, QUERY = "application/timestamp-reply", "application/timestamp-query"


def openssl(*words):
    done = subprocess.run(["openssl", *words], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, f"openssl {' '.join(words)}: {done.stderr}"


def make(folder, name):
    """Keys and certificates; the path of the one that it leads to, in PEM."""
    os.makedirs(folder)
    settings, path = os.path.join(folder, "settings"), lambda each: os.path.join(folder, each)
    with open(settings, "w") as file:
        file.write(SETTINGS.format(folder=folder))
    for part, issuer in (("root", ()), ("authority", ("-CA", path("root.pem"), "-CAkey",
                                                      path("root-key.pem")))):
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", path(part + "-key.pem"), "-out", path(part + ".csr"),
                "-subj", f"/CN={name} {part}")
        openssl("x509", "-req", "-in", path(part + ".csr"), "-days", "30", "-extfile", settings,
                "-extensions", "leaf" if issuer else "root", "-out", path(part + ".pem"),
                *(issuer or ("-signkey", path("root-key.pem"))))
    return path("root.pem")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == QUERY, self.headers
        with tempfile.TemporaryDirectory() as folder:
            asked, answer = os.path.join(folder, "query"), os.path.join(folder, "reply")
            with open(asked, "wb") as file:
                file.write(query)
            openssl("ts", "-reply", "-config", os.path.join(self.server.folder, "settings"),
                    "-queryfile", asked, "-out", answer)
            with open(answer, "rb") as file:
                reply = file.read()
        self.send_response(200)
        self.send_header("Content-Type", REPLY)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


def main(folder, address, port):
    with socketserver.TCPServer((address, int(port)), Handler) as server:
        server.folder = folder
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
