import unittest

import table
from rules import foreign
from tree import made_up

TABLE = """
[edges]
core/dns:
core/http:
core/net:
[pure]
core/dns
[foreign]
boost/beast: core/http
openssl/ssl.h: core/http
openssl/: core/http core/crypto
"""


def sins(path, header):
    tree = made_up({table.PATH: TABLE, path: f"#include <{header}>\n"})
    return list(foreign.check(tree))


class Foreign(unittest.TestCase):
    def test_a_pure_folder_opens_nothing(self):
        for header in ["boost/asio/ip/udp.hpp", "sys/socket.h", "fstream", "unistd.h", "ctime"]:
            with self.subTest(header):
                self.assertEqual(1, len(sins("core/dns/reply.cc", header)))

    def test_a_pure_folder_computes_with_the_standard_library(self):
        for header in ["vector", "chrono", "cstdio", "fstream_of_mine"]:
            with self.subTest(header):
                self.assertEqual([], sins("core/dns/reply.cc", header))

    def test_asio_belongs_in_a_folder_that_does_io(self):
        self.assertEqual([], sins("core/net/udp.cc", "boost/asio/ip/udp.hpp"))

    def test_a_library_is_seen_in_its_place_only(self):
        self.assertEqual(1, len(sins("core/net/udp.cc", "boost/beast/http.hpp")))
        self.assertEqual(1, len(sins("core/net/tls.cc", "openssl/ssl.h")))
        self.assertEqual([], sins("core/http/server.cc", "boost/beast/http.hpp"))


if __name__ == "__main__":
    unittest.main()
