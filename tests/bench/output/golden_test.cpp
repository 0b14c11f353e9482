#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "bench/output/call_list.hpp"
#include "bench/output/context_text.hpp"
#include "bench/output/mode_tables.hpp"
#include "bench/output/selftest_table.hpp"
#include "bench/output/table.hpp"
#include "bench/output/verdict_text.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"
#include "host/keys.hpp"

// What readers get, of every kind of text that the program prints.

namespace vdsobench::bench {
namespace {

std::string matrix(const Display& display) {
  const auto sample = guest_sample();
  return table(sample.measurement, sample.verdicts, display);
}

std::string exact_matrix(const Display& display) {
  auto sample = guest_sample();
  sample.measurement.exact = true;
  for (auto& row : sample.measurement.rows)
    for (auto& figures : row.figures) {
      figures.value().headline = static_cast<double>(row.name().size());
      figures.value().parts = timing::Parts{3, 2, 1, figures.value().headline - 6};
    }
  return table(sample.measurement, sample.verdicts, display);
}

std::string threads(const Display& display) {
  Measurement measurement;
  for (const auto& row : guest_sample().measurement.rows) {
    if (row.name() != "gettimeofday/vdso" && row.name() != "gettimeofday/vsyscall") continue;
    for (const int number : {1, 2, 4, 8, 16, 32}) {
      measurement.rows.push_back(row);
      measurement.rows.back().threads = number;
      for (auto& figures : measurement.rows.back().figures) figures.value().headline *= number;
    }
  }
  return threads_table(measurement, display);
}

std::string latencies(const Display& display) {
  auto measurement = guest_sample().measurement;
  measurement.latency = true;
  measurement.step = 4.1;
  for (auto& row : measurement.rows)
    for (const auto& figures : row.figures) {
      const double cycles = figures.value().headline;
      row.latencies.emplace_back(timing::Latency{.calls = 20'000,
                                                 .p10 = cycles,
                                                 .p50 = cycles - 4,
                                                 .p90 = cycles,
                                                 .p99 = 1.1 * cycles,
                                                 .p999 = 1.2 * cycles,
                                                 .p9999 = 1.5 * cycles + 2000,
                                                 .max = cycles + 5e6});
    }
  return latency_table(measurement, display);
}

std::string check(const Display& display) {
  const std::vector<std::string> notes = {
      "the vsyscall page is emulated: a call to it costs more than the system call that it was "
      "made to avoid"};
  return verdict_text(guest_sample().verdicts, notes, display, Numbers::hidden);
}

std::string list(const Display& display) {
  std::vector<verdict::Finding> findings;
  for (const auto& row : guest_sample().measurement.rows) findings.push_back(row.finding);
  return call_list(findings, display);
}

std::string inspect(const Display& display) {
  return context_text(
      {{std::string(host::keys::mitigations),
        "gather_data_sampling: Not affected; itlb_multihit: KVM: Mitigation: VMX unsupported; "
        "l1tf: "
        "Mitigation: PTE Inversion; mds: Vulnerable: Clear CPU buffers attempted, no microcode, "
        "SMT "
        "Host state unknown; meltdown: Mitigation: PTI; srbds: Not affected"},
       {"vdsobench.kernel_release", "6.1.0-28-amd64"},
       {"vdsobench.clocksource_available", "tsc hpet acpi_pm"},
       {"vdsobench.cpu_features",
        "tsc sse2 syscall rdtscp constant_tsc nonstop_tsc tsc_known_freq pcid rdrand hypervisor"}},
      display);
}

std::string selftest(const Display& display) {
  return selftest_table({{"nothing", 0.001, 0}, {"100 nops", 6.25, 6.24}, {"rdtsc", 18.2, 12.1}},
                        display);
}

using Render = std::string (*)(const Display&);
using Named = std::pair<const char*, Render>;

class Golden : public testing::TestWithParam<Named> {};

std::string text_of_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where it changes, look at it, and copy what this test names.
TEST_P(Golden, LooksAsItDid) {
  const auto [kind, render] = GetParam();
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    const auto name = std::string(kind) + "-" + std::to_string(width) + ".txt";
    const auto text = render({width, false});
    EXPECT_LE(widest_line(text), width) << text;
    if (text == text_of_file(std::string(GOLDEN_DIR) + "/" + name)) continue;
    std::ofstream(testing::TempDir() + name) << text;
    ADD_FAILURE() << testing::TempDir() + name << " is not as in tests/bench/golden:\n" << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Golden,
                         testing::Values(Named{"table", matrix}, Named{"exact", exact_matrix},
                                         Named{"threads", threads}, Named{"latency", latencies},
                                         Named{"check", check}, Named{"list", list},
                                         Named{"inspect", inspect}, Named{"selftest", selftest}),
                         [](const auto& named) { return std::string(named.param.first); });

}  // namespace
}  // namespace vdsobench::bench
