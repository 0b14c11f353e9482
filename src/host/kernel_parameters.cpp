#include "host/kernel_parameters.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace vdsobench::host {

namespace {

// From Documentation/admin-guide/kernel-parameters.txt, with '_' for '-': whatever changes where
// the time comes from, what an entry into the kernel costs, or who else runs on the CPU.
constexpr std::array allowed_names = std::to_array<std::string_view>({
    // vDSO and vsyscall page; 32-bit entries
    "vsyscall",
    "vdso",
    "vdso32",
    "ia32_emulation",
    // clocks
    "clocksource",
    "tsc",
    "notsc",
    "hpet",
    "highres",
    "nohz",
    "skew_tick",
    "no_kvmclock",
    "no_kvmclock_vsyscall",
    "clocksource.max_cswd_read_retries",
    "clocksource.verify_n_cpus",
    // mitigations, all or single ones, and what an entry has to switch
    "mitigations",
    "pti",
    "nopti",
    "kpti",
    "spectre_v2",
    "nospectre_v1",
    "nospectre_v2",
    "spectre_v2_user",
    "spectre_bhi",
    "nospectre_bhb",
    "spec_store_bypass_disable",
    "nospec_store_bypass_disable",
    "ssbd",
    "retbleed",
    "spec_rstack_overflow",
    "l1tf",
    "mds",
    "tsx",
    "tsx_async_abort",
    "mmio_stale_data",
    "reg_file_data_sampling",
    "gather_data_sampling",
    "srbds",
    "l1d_flush",
    "indirect_target_selection",
    "tsa",
    "vmscape",
    "nosmap",
    "nosmep",
    "nofsgsbase",
    "nopcid",
    "noinvpcid",
    "no5lvl",
    "ibt",
    "fred",
    "clearcpuid",
    "arm64.nobti",
    "arm64.nopauth",
    "audit",
    // layout and memory
    "nokaslr",
    "kaslr",
    "norandmaps",
    "randomize_kstack_offset",
    "init_on_alloc",
    "init_on_free",
    // who runs where
    "isolcpus",
    "nohz_full",
    "rcu_nocbs",
    "rcu_nocb_poll",
    "irqaffinity",
    "maxcpus",
    "nr_cpus",
    "nosmp",
    "nosmt",
    "preempt",
    "threadirqs",
    "nowatchdog",
    "nmi_watchdog",
    // frequency and idling
    "idle",
    "intel_idle.max_cstate",
    "processor.max_cstate",
    "intel_pstate",
    "amd_pstate",
    "cpufreq.off",
    "cpufreq.default_governor",
    "cpuidle.off",
    "cpuidle.governor",
    "cpuidle_haltpoll.force",
});

// The kernel takes '-' for '_' in names: parameqn() in kernel/params.c.
std::string normalised(std::string_view name) {
  std::string result(name);
  std::replace(result.begin(), result.end(), '-', '_');
  return result;
}

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// A parameter ends at the first blank outside quotes: next_arg() in lib/cmdline.c.
std::string_view take_parameter(std::string_view& rest) {
  rest.remove_prefix(static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_blank) -
                                              rest.begin()));
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || !is_blank(rest[end])); ++end)
    if (rest[end] == '"') quoted = !quoted;
  const std::string_view parameter = rest.substr(0, end);
  rest.remove_prefix(end);
  return parameter;
}

// Lists of CPUs, names and numbers. Quotes, blanks, '@', '=' and the like have no place in any
// value of the allowed names, so a value that has them is not what its name says.
bool plain_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("_-.,:;+/").find(c) != std::string_view::npos;
  });
}

bool shareable(std::string_view parameter) {
  const auto equals = std::min(parameter.find('='), parameter.size());
  const std::string name = normalised(parameter.substr(0, equals));
  return std::find(allowed_names.begin(), allowed_names.end(), name) != allowed_names.end() &&
         plain_value(parameter.substr(std::min(equals + 1, parameter.size())));
}

}  // namespace

std::vector<std::string> shareable_parameters(std::string_view command_line) {
  std::vector<std::string> kept;
  while (true) {
    const std::string_view parameter = take_parameter(command_line);
    // What follows "--" is for init, not for the kernel.
    if (parameter.empty() || parameter == "--") return kept;
    if (shareable(parameter)) kept.emplace_back(parameter);
  }
}

}  // namespace vdsobench::host
