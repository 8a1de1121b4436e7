// Writes an evidence bundle about a made-up outage, the verifier keys of its log and witnesses, and
// its report in each language, so that others can check them: write_bundle DIR.
#include <fstream>
#include <iostream>

#include "core/bundle/archive.h"
#include "core/bundle/report.h"
#include "core/bundle/verify_script.h"
#include "tests/support/bundle/made_up_bundle.h"

using namespace tocsin;

namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

bundle::Contents everything(bundle::MadeUpBundle& made_up,
                            const bundle::TimeAuthorities& believed) {
  auto contents = made_up.with_claim(believed);
  const auto page = bundle::report_html(made_up.claim(believed));
  contents[std::string(bundle::report_path)] = bytes_of(page);
  contents[std::string(bundle::verify_path)] = bytes_of(bundle::verify_script());
  return contents;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_bundle DIR\n";
    return 2;
  }
  bundle::MadeUpBundle made_up;
  auto& norway = made_up.enter("NO", "no-1");
  auto& switzerland = made_up.enter("CH", "ch-1");
  made_up.begin();
  made_up.watch({&norway, &switzerland}, 0, 2);
  made_up.watch({&norway, &switzerland}, 2, 5, record::Outcome::timeout);
  crypto::MadeUpAuthority authority("tsa.example");
  crypto::MadeUpAuthority other("tsa.other.example");
  made_up.stamp_end(authority, {.time = made_up.noon + std::chrono::minutes(20)});
  const bundle::TimeAuthorities believed{{"tsa.example", {authority.root()}}};
  const auto zip = bundle::pack(everything(made_up, believed)).value();
  const std::string folder = argv[1];
  std::ofstream(folder + "/bundle.zip", std::ios::binary) << as_text(zip);
  for (std::size_t i = 0; i < bundle::language_count; ++i) {
    const auto& catalogue = bundle::catalogue_of(static_cast<bundle::Language>(i));
    std::ofstream page(folder + "/report." + std::string(bundle::language_tags[i]) + ".html");
    page << bundle::report_html(made_up.claim(believed), catalogue);
  }
  std::ofstream(folder + "/authority.pem") << authority.root_pem();
  std::ofstream(folder + "/other.pem") << other.root_pem();
  std::ofstream keys(folder + "/keys");
  keys << tlog::to_text(made_up.log.key()) << "\n";
  for (const auto& [name, key] : made_up.witnesses) {
    const auto algorithm = tlog::Algorithm::cosignature_v1;
    keys << tlog::to_text(tlog::verifier_key(name, algorithm, key.public_key())) << "\n";
  }
}
