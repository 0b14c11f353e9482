#include "host/power.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "host/cpu.hpp"

namespace vdsobench::host {

namespace {

using Advice = std::optional<std::string>;

Advice on_governor(const Root& root, int cpu) {
  const std::string current = governor(root, cpu);
  if (current == "performance" || current == "none") return {};
  return fmt::format(
      "CPU {} has the frequency governor {}: 'sudo cpupower frequency-set -g performance'", cpu,
      current);
}

// intel_pstate has a switch of its own, which says no where acpi-cpufreq's boost says yes:
// Documentation/admin-guide/pm/intel_pstate.rst and cpufreq.rst.
Advice on_turbo(const Root& root, int) {
  struct Switch {
    std::string_view file;
    std::string_view on;
    std::string_view off;
  };
  for (const auto& [file, on, off] :
       {Switch{"/sys/devices/system/cpu/intel_pstate/no_turbo", "0", "1"},
        Switch{"/sys/devices/system/cpu/cpufreq/boost", "1", "0"}}) {
    if (root.read(file) == on)
      return fmt::format(
          "turbo is on, so the frequency follows temperature and load: "
          "'echo {} | sudo tee {}'",
          off, file);
  }
  return {};
}

Advice on_energy_preference(const Root& root, int cpu) {
  const auto file =
      fmt::format("/sys/devices/system/cpu/cpu{}/cpufreq/energy_performance_preference", cpu);
  const auto preference = root.read(file);
  if (preference != "power" && preference != "balance_power") return {};
  return fmt::format("CPU {} prefers saving power ({}): 'echo performance | sudo tee {}'", cpu,
                     *preference, file);
}

// Documentation/ABI/testing/sysfs-platform_profile
Advice on_platform_profile(const Root& root, int) {
  constexpr std::string_view file = "/sys/firmware/acpi/platform_profile";
  const auto profile = root.read(file);
  if (profile != "low-power" && profile != "quiet" && profile != "cool") return {};
  return fmt::format("the platform profile is {}: 'echo performance | sudo tee {}'", *profile,
                     file);
}

Advice on_battery(const Root& root, int) {
  const std::string folder = "sys/class/power_supply/";
  for (const std::string& name : root.list(folder)) {
    const auto property = [&](const char* file) { return root.read(folder + name + "/" + file); };
    // A mouse's battery has the scope "Device": Documentation/ABI/testing/sysfs-class-power
    if (property("type") == "Battery" && property("scope") != "Device" &&
        property("status") == "Discharging") {
      return "this machine runs on its battery: plug it in";
    }
  }
  return {};
}

// Documentation/admin-guide/pm/cpuidle.rst. Shallow states (C1, tens of microseconds) do no harm.
Advice on_deep_idle(const Root& root, int cpu) {
  constexpr int harmless_microseconds = 100;
  const auto folder = fmt::format("sys/devices/system/cpu/cpu{}/cpuidle/", cpu);
  std::string deepest;
  int longest = harmless_microseconds;
  for (const std::string& state : root.list(folder)) {
    const auto latency = leading_number<int>(root.read(folder + state + "/latency").value_or(""));
    if (latency <= longest || root.read(folder + state + "/disable") == "1") continue;
    longest = latency;
    deepest = root.read(folder + state + "/name").value_or(state);
  }
  if (deepest.empty()) return {};
  return fmt::format(
      "CPU {} may sleep as deep as {}, {} us from waking, which single-call latencies show: "
      "'sudo cpupower idle-set -D {}'",
      cpu, deepest, longest, harmless_microseconds);
}

}  // namespace

std::vector<std::string> power_advice(const Root& root, int cpu) {
  std::vector<std::string> lines;
  for (const auto ask : {on_governor, on_turbo, on_energy_preference, on_platform_profile,
                         on_battery, on_deep_idle}) {
    if (auto line = ask(root, cpu)) lines.push_back(std::move(*line));
  }
  return lines;
}

}  // namespace vdsobench::host
