// verify.sh, as every bundle has it (docs/formats/bundle.md).
#pragma once

#include <string_view>

namespace tocsin::bundle {

std::string_view verify_script();

}  // namespace tocsin::bundle
