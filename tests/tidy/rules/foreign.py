"""Pure folders include nothing that does I/O, and a library with one place is seen only there."""

import includes
import table as layers
from tree import Finding

RULE = "foreign-header"
DOES_IO = (
    "boost/asio", "boost/beast", "netinet/", "net/", "sys/", "linux/", "netdb.h",
    "unistd.h", "fcntl.h", "poll.h", "time.h", "signal.h", "ctime", "csignal", "fstream",
    "filesystem", "iostream", "random", "thread", "openssl/rand.h",
)


def check(tree):
    table = layers.of(tree)
    for file in tree.cxx:
        folder = table.folder_of(file.path)
        for include in includes.of(file):
            why = None if include.ours else refusal(table, folder, file, include.path)
            if why:
                yield Finding(file.path, include.line, RULE, why)


def refusal(table, folder, file, header):
    if folder in table.pure and is_below(header, DOES_IO):
        return f"<{header}> in {folder}, which is pure"
    places = next((p for prefix, p in table.foreign.items() if header.startswith(prefix)), None)
    if places is not None and file.is_product and folder not in places:
        return f"<{header}> is seen in {' '.join(places)} only, behind a small header of ours"
    return None


def is_below(header, names):
    return any(header == name or (header.startswith(name) and "/" in name) for name in names)
