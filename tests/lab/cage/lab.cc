#include "tests/lab/cage/lab.h"

#include <signal.h>

#include <algorithm>
#include <filesystem>

#include "tests/lab/cage/files.h"
#include "tests/lab/cage/readiness.h"
#include "tests/lab/model/bird_config.h"
#include "tests/lab/model/cabling.h"
#include "tests/lab/model/server_config.h"
#include "tests/lab/model/tld_names.h"
#include "tests/lab/model/zone.h"

namespace tocsin::lab {
namespace {

constexpr int ready_seconds_max = 30;
constexpr auto public_suffix_list = "/usr/share/publicsuffix/public_suffix_list.dat";

// Where AppArmor confines /usr/sbin/named, a copy elsewhere is free to read the lab's files.
Status<> copy_named(const std::string& to) {
  std::error_code error;
  std::filesystem::copy_file("/usr/sbin/named", to, error);
  if (error) return fail("cannot copy named: " + error.message());
  return {};
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::count(names, name) > 0;
}

bool uses(const Topology& topology, Vendor vendor) {
  return std::ranges::count(topology.instances, vendor, &Instance::vendor) > 0;
}

}  // namespace

Result<std::unique_ptr<Lab>> Lab::raise(Topology topology, StateFolder folder, std::uint64_t seed) {
  std::unique_ptr<Lab> lab(new Lab(std::move(topology), std::move(folder), seed));
  if (const auto status = lab->build(); !status) return tl::unexpected(status.error());
  return lab;
}

Status<> Lab::build() {
  auto status = make_folder(folder_.netns());
  if (status) status = make_folder(folder_.zone());
  if (status) status = sign_first_zone();
  if (!status) return status;
  auto network = Network::build(topology_, folder_.netns());
  if (!network) return tl::unexpected(network.error());
  network_ = std::move(*network);
  status = delays_.start(topology_, network_, supervisor_, folder_.log_of(delay_service), seed_);
  if (status) status = start_routers();
  if (status) status = start_servers();
  return status ? wait_until_ready() : status;
}

Status<> Lab::sign_first_zone() {
  const auto list = read_text(public_suffix_list);
  if (!list) return tl::unexpected(list.error());
  auto tlds = tld_names(*list);
  const auto wanted = static_cast<std::size_t>(topology_.tlds_max);
  if (tlds.size() > wanted) tlds.resize(wanted);
  auto signer = ZoneSigner::make(folder_.zone(), topology_.letters, std::move(tlds));
  if (!signer) return tl::unexpected(signer.error());
  signer_ = std::move(*signer);
  if (const auto status = sign_next_zone(); !status) return status;
  return write_text(folder_.zone() + "/ref.lab.zone", reference_zone());
}

Status<> Lab::start_routers() {
  for (const auto& host : topology_.hosts) {
    if (!host.speaker) continue;
    const auto name = bird_service(host.name);
    const auto folder = folder_.server(name);
    auto status = make_folder(folder);
    if (status) status = write_text(folder + "/bird.conf", bird_config(topology_, host));
    if (!status) return status;
    status = supervisor_.start({.name = name,
                                .host = host.name,
                                .command = {"bird", "-f", "-c", "bird.conf", "-s", "bird.ctl"},
                                .where = network_.host(host.name),
                                .folder = folder,
                                .log_path = folder_.log_of(name)});
    if (!status) return status;
  }
  return {};
}

Status<> Lab::start_servers() {
  if (uses(topology_, Vendor::bind)) {
    if (const auto status = copy_named(folder_.named()); !status) return status;
  }
  for (const auto& instance : topology_.instances) {
    if (const auto status = start_server(instance); !status) return status;
  }
  return {};
}

Status<> Lab::start_server(const Instance& instance) {
  const auto folder = folder_.server(instance.name);
  const auto plan = plan_server(instance, folder, folder_.named());
  auto status = make_folder(folder);
  if (status) status = write_text(folder + "/" + plan.file_name, plan.config);
  if (status && instance.kind == Instance::Kind::authority) status = give_zone(instance);
  if (!status) return status;
  return supervisor_.start({.name = instance.name,
                            .host = instance.host,
                            .command = plan.command,
                            .where = network_.host(instance.host),
                            .folder = folder,
                            .log_path = folder_.log_of(instance.name)});
}

Status<> Lab::wait_until_ready() const {
  std::vector<Question> questions;
  const auto ask = [&](const std::string& host, const std::string& address, bool letter) {
    questions.push_back(
        {.from = network_.host(host),
         .from_name = host,
         .address = address,
         .wanted = letter ? Question::Wanted::authoritative_answer : Question::Wanted::any_reply});
  };
  for (const auto& instance : topology_.instances) {
    for (const auto& address : instance.addresses) {
      ask(instance.host, address, instance.letter.has_value());
    }
  }
  for (const auto& host : topology_.hosts) {
    if (host.role != Role::probe) continue;
    for (const auto& letter : topology_.letters) {
      ask(host.name, letter.ipv4, true);
      ask(host.name, letter.ipv6, true);
    }
    for (const auto& instance : topology_.instances) {
      const bool world = find_host(topology_, instance.host)->role == Role::reference;
      if (!world && instance.host != host.country + "-border") continue;
      for (const auto& address : instance.addresses) ask(host.name, address, false);
    }
  }
  return wait_for_answers(questions, ready_seconds_max);
}

Status<> Lab::publish(const std::vector<std::string>& instances) {
  auto status = sign_next_zone();
  for (const auto& instance : topology_.instances) {
    const bool named = instances.empty() || contains(instances, instance.name);
    if (status && instance.letter && named) status = reload(instance);
  }
  return status;
}

Status<> Lab::publish_except(const std::vector<std::string>& instances) {
  auto status = sign_next_zone();
  for (const auto& instance : topology_.instances) {
    const bool named = contains(instances, instance.name);
    if (status && instance.letter && !named) status = reload(instance);
  }
  return status;
}

Status<> Lab::catch_up(const std::vector<std::string>& instances) {
  Status<> status;
  for (const auto& instance : topology_.instances) {
    if (status && contains(instances, instance.name)) status = reload(instance);
  }
  return status;
}

Status<> Lab::revive(const std::vector<std::string>& instances) {
  std::vector<const Instance*> revived;
  for (const auto& instance : topology_.instances) {
    if (!contains(instances, instance.name) || supervisor_.is_running(instance.name)) continue;
    // Knot does not start while the file of its killed predecessor is there.
    std::filesystem::remove(folder_.server(instance.name) + "/knot.pid");
    const auto started = supervisor_.restart(instance.name);
    if (!started) return started;
    revived.push_back(&instance);
  }
  return wait_at_home(revived);
}

Status<> Lab::bring(const Instance& impostor) {
  if (impostors_[impostor.name]++ > 0) return {};
  if (impostor.vendor == Vendor::bind && !uses(topology_, Vendor::bind)) {
    if (const auto status = copy_named(folder_.named()); !status) return status;
  }
  auto status = change_addresses(impostor, "add");
  if (status) status = start_server(impostor);
  return status ? wait_at_home({&impostor}) : status;
}

Status<> Lab::dismiss(const Instance& impostor) {
  if (--impostors_[impostor.name] > 0) return {};
  serials_.erase(impostor.name);
  const auto stopped = supervisor_.forget(impostor.name);
  const auto gone = change_addresses(impostor, "del");
  return stopped ? gone : stopped;
}

Status<> Lab::change_addresses(const Instance& impostor, const std::string& verb) {
  std::string script;
  for (const auto& address : impostor.addresses) {
    script += "addr " + verb + " " + host_prefix(address) + " dev lo\n";
  }
  return network_.tell_ip(impostor.host, script);
}

// Until each answers at its own host.
Status<> Lab::wait_at_home(const std::vector<const Instance*>& instances) const {
  std::vector<Question> questions;
  for (const auto* instance : instances) {
    for (const auto& address : instance->addresses) {
      questions.push_back({.from = network_.host(instance->host),
                           .from_name = instance->host,
                           .address = address,
                           .wanted = Question::Wanted::any_reply});
    }
  }
  return wait_for_answers(questions, ready_seconds_max);
}

Status<> Lab::sign_next_zone() {
  const auto zone = signer_->next();
  if (!zone) return tl::unexpected(zone.error());
  zone_ = *zone;
  return {};
}

Status<> Lab::give_zone(const Instance& instance) {
  const auto path = folder_.server(instance.name) + "/" + zone_file_name;
  if (!instance.letter) return name_also(folder_.zone() + "/ref.lab.zone", path);
  serials_[instance.name] = signer_->serial();
  return name_also(zone_, path);
}

Status<> Lab::reload(const Instance& instance) {
  const auto given = give_zone(instance);
  if (!given || !supervisor_.is_running(instance.name)) return given;
  return supervisor_.signal(instance.name, SIGHUP);
}

}  // namespace tocsin::lab
