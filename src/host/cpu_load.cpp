#include "host/cpu_load.hpp"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

std::uint64_t ticks(const std::string& text) { return leading_number<std::uint64_t>(text); }

// Columns after the CPU's name: user nice system idle iowait irq softirq steal guest guest_nice
// (proc_stat(5)). Guest time is part of user and nice already.
CpuTicks parse_columns(const std::vector<std::string>& columns) {
  constexpr std::size_t idle = 4;
  constexpr std::size_t iowait = 5;
  constexpr std::size_t steal = 8;
  CpuTicks result{0, 0};
  for (std::size_t i = 1; i < columns.size() && i <= steal; ++i) {
    result.total += ticks(columns[i]);
    if (i != idle && i != iowait) result.busy += ticks(columns[i]);
  }
  return result;
}

// Counters of idle time may step back: Documentation/filesystems/proc.rst on iowait.
double grown(std::uint64_t before, std::uint64_t after) {
  return after > before ? static_cast<double>(after - before) : 0.0;
}

}  // namespace

std::map<int, CpuTicks> cpu_ticks(const Root& root) {
  std::map<int, CpuTicks> result;
  for (const std::string& line : split(root.read("proc/stat").value_or(""), "\n")) {
    const auto columns = words(line);
    // "cpu" alone is the sum over all of them.
    if (columns.empty() || columns[0].size() < 4 || !columns[0].starts_with("cpu")) continue;
    result[static_cast<int>(ticks(columns[0].substr(3)))] = parse_columns(columns);
  }
  return result;
}

double load_of(const CpuLoad& load, int cpu) {
  const auto found = load.find(cpu);
  return found == load.end() ? 0.0 : found->second;
}

CpuLoad load_between(const std::map<int, CpuTicks>& before, const std::map<int, CpuTicks>& after) {
  CpuLoad load;
  for (const auto& [cpu, late] : after) {
    const auto early = before.find(cpu);
    if (early == before.end()) continue;
    const double total = grown(early->second.total, late.total);
    const double busy = grown(early->second.busy, late.busy);
    load[cpu] = total > 0 ? std::min(busy / total, 1.0) : 0.0;
  }
  return load;
}

CpuLoad sample_load(const Root& root, std::chrono::milliseconds period) {
  const auto before = cpu_ticks(root);
  std::this_thread::sleep_for(period);
  return load_between(before, cpu_ticks(root));
}

}  // namespace vdsobench::host
