// The lab's files: small texts below its state folder, most of them in the cage's own memory file
// system. Nothing here has to survive a crash.
#pragma once

#include <string>

#include "core/base/result.h"

namespace tocsin::lab {

Result<std::string> read_text(const std::string& path);
Status<> write_text(const std::string& path, const std::string& text);
Status<> make_folder(const std::string& path);
// `path` becomes another name of the file `existing`, in one step if it named something else.
Status<> name_also(const std::string& existing, const std::string& path);

}  // namespace tocsin::lab
