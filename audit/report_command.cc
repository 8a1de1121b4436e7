#include "audit/report_command.h"

#include <memory>
#include <ostream>

#include "audit/bundle_input.h"
#include "audit/weasyprint.h"
#include "core/bundle/report.h"

namespace tocsin::audit {
namespace {

enum class Format { html, pdf };

struct ReportOptions {
  std::string bundle;
  std::string policy;
  std::string out;
  bundle::Language language = bundle::Language::english;
  Format format = Format::html;
};

cli::Target into(bundle::Language& language) {
  std::vector<std::pair<std::string, bundle::Language>> choices;
  for (std::size_t i = 0; i < bundle::language_count; ++i) {
    choices.emplace_back(bundle::language_tags[i], static_cast<bundle::Language>(i));
  }
  return cli::one_of(language, std::move(choices));
}

Result<Bytes> page_of(const bundle::Claim& claim, const ReportOptions& options) {
  const auto html = bundle::report_html(claim, bundle::catalogue_of(options.language));
  if (options.format == Format::pdf) return pdf_of(html);
  return Bytes(html.begin(), html.end());
}

// A page says nothing of a ladder, so there is none where it does not hold.
Result<cli::ExitCode> run_report(durable::FileSystem& files,
                                 std::ostream& out,
                                 const ReportOptions& options) {
  const auto audit = audit_bundle(files, options.bundle, options.policy);
  if (!audit) return tl::unexpected(audit.error());
  print_text(out, audit->ladder);
  if (!audit->concluded || !all_hold(audit->ladder)) {
    out << "\nNOT all that your policy asks for holds: there is no report.\n";
    return cli::ExitCode::finding;
  }
  const auto page = page_of(*audit->concluded, options);
  if (!page) return tl::unexpected(page.error());
  const auto written =
      durable::write_atomically(files, options.out, *page, durable::Privacy::shared);
  if (!written) return durable::fail(written.error());
  out << "\nBy the countries of your policy: " << options.out << "\n";
  return cli::ExitCode::ok;
}

}  // namespace

cli::Command report_command(durable::FileSystem& files, std::ostream& out) {
  const auto options = std::make_shared<ReportOptions>();
  return {.name = "report",
          .summary = "Write what follows from an evidence bundle, by whom you believe, for people.",
          .options = {{.name = "policy",
                       .value = "FILE",
                       .help = "Whom you believe: logs, witnesses, quorum, countries' keys.",
                       .target = cli::into(options->policy),
                       .presence = cli::Presence::required},
                      {.name = "out",
                       .value = "FILE",
                       .help = "Where the report goes.",
                       .target = cli::into(options->out),
                       .presence = cli::Presence::required},
                      {.name = "language",
                       .value = "TAG",
                       .help = "One of the six languages of the United Nations.",
                       .target = into(options->language)},
                      {.name = "format",
                       .value = "FORMAT",
                       .help = "A page, or by WeasyPrint, where it is installed, a PDF.",
                       .target = cli::one_of<Format>(
                           options->format, {{"html", Format::html}, {"pdf", Format::pdf}})}},
          .operands = {{.name = "BUNDLE",
                        .help = "A zip file as tocsind bundle writes it",
                        .target = cli::into(options->bundle)}},
          .run = [&files, &out, options] { return run_report(files, out, *options); }};
}

}  // namespace tocsin::audit
