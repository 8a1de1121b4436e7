// A log's files over HTTP, from an address: nothing here asks the DNS.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/tlog/tile_files.h"

namespace tocsin::audit {

bool is_url(const std::string& text);

// "http://192.0.2.1:8445/log", "http://[2001:db8::1]:8445/log". Each file is one request, which the
// caller waits for; what does not come in fifteen seconds is not to be had.
Result<tlog::FileSource> fetched(const std::string& url);

// One file below it; an error says what the server answered instead.
Result<Bytes> fetch_one(const std::string& url, const std::string& file);

}  // namespace tocsin::audit
