#include "host/cpu.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

// Names as the kernel prints them: arch/x86/include/asm/cpufeatures.h, and on arm64
// arch/arm64/kernel/cpuinfo.c. No two architectures mean different things by one name.
constexpr std::array relevant_features = std::to_array<std::string_view>({
    // how the vDSO reads the counter, and whether the kernel trusts it
    "tsc",
    "constant_tsc",
    "nonstop_tsc",
    "nonstop_tsc_s3",
    "tsc_known_freq",
    "tsc_reliable",
    "tsc_adjust",
    "rdtscp",
    "lfence_rdtsc",
    "ecv",
    // how getcpu learns its CPU: RDPID, or else the limit of a segment
    "rdpid",
    // how the kernel is entered and left
    "syscall",
    "sysenter32",
    "syscall32",
    "fred",
    "lkgs",
    "fsgsbase",
    "xenpv",
    "user_shstk",
    // page tables switched, or kept, at an entry
    "pti",
    "pcid",
    "invpcid",
    "la57",
    "lass",
    // what an entry has to undo or switch for protection
    "smep",
    "smap",
    "umip",
    "ibt",
    "bti",
    "paca",
    "pan",
    "mte",
    "ibrs",
    "ibrs_enhanced",
    "ibpb",
    "stibp",
    "ssbd",
    "virt_ssbd",
    "ssbs",
    "sb",
    "md_clear",
    "flush_l1d",
    "bhi_ctrl",
    "arch_capabilities",
    // how getrandom's stream cipher runs in the vDSO: vgetrandom-chacha.S
    "sse2",
    "asimd",
    "rdrand",
    "rng",
    // a guest
    "hypervisor",
});

bool relevant(std::string_view feature) {
  return std::find(relevant_features.begin(), relevant_features.end(), feature) !=
         relevant_features.end();
}

// The block of /proc/cpuinfo that begins "processor : number", up to the next one.
std::string processor_block(const Root& root, int number) {
  std::string block;
  bool inside = false;
  for (const std::string& line : split(root.read("proc/cpuinfo").value_or(""), "\n")) {
    if (const auto processor = field(line, "processor"))
      inside = *processor == std::to_string(number);
    if (inside) block += line + "\n";
  }
  return block;
}

// arm64 names no model, only the fields of MIDR_EL1.
std::optional<std::string> arm_model(const std::string& block) {
  const auto implementer = field(block, "CPU implementer");
  const auto part = field(block, "CPU part");
  if (!implementer || !part) return {};
  return fmt::format("implementer {} part {} variant {} revision {}", *implementer, *part,
                     field(block, "CPU variant").value_or("?"),
                     field(block, "CPU revision").value_or("?"));
}

std::optional<std::string> model(const std::string& block) {
  for (const std::string_view name : {"model name", "cpu model", "uarch", "cpu"})
    if (auto found = field(block, name)) return found;
  return arm_model(block);
}

std::vector<std::string> features_in(const std::string& block) {
  auto flags = field(block, "flags");
  return words((flags ? flags : field(block, "Features")).value_or(""));
}

}  // namespace

Cpu cpu(const Root& root, int number) {
  const std::string block = processor_block(root, number);
  auto features = features_in(block);
  features.erase(std::remove_if(features.begin(), features.end(), std::not_fn(relevant)),
                 features.end());
  Cpu result{model(block), field(block, "microcode"), {}};
  if (!features.empty()) result.features = fmt::format("{}", fmt::join(features, " "));
  return result;
}

std::string governor(const Root& root, int number) {
  return root.read(fmt::format("sys/devices/system/cpu/cpu{}/cpufreq/scaling_governor", number))
      .value_or("none");
}

std::vector<std::string> all_features(const Root& root, int number) {
  return features_in(processor_block(root, number));
}

}  // namespace vdsobench::host
