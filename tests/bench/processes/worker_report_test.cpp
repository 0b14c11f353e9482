#include "bench/processes/worker_report.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using nlohmann::json;
using testing::HasSubstr;

timing::Latency latency_of(std::size_t calls) {
  timing::Latency latency = {};
  latency.calls = calls;
  return latency;
}

WorkerReport as_it_arrives(const WorkerReport& report) {
  return json::parse(json(report).dump()).get<WorkerReport>();
}

TEST(WorkerReport, ArrivesAsItWasSent) {
  WorkerReport sent = {.counter_hz = 2e9, .core_hz = 3e9, .seconds = 0.5, .switches = 7};
  sent.figures = {flat_figures(1.25), Reason{"not here"}};
  auto latency = latency_of(9);
  latency.p9999 = 70;
  sent.latencies = {latency, Reason{"nor here"}};
  sent.likeness = "a vDSO";
  const auto arrived = as_it_arrives(sent);
  EXPECT_EQ(json(arrived), json(sent));
  EXPECT_EQ(arrived.counter_hz, 2e9);
  EXPECT_EQ(arrived.core_hz, 3e9);
  EXPECT_EQ(arrived.seconds, 0.5);
  EXPECT_EQ(arrived.switches, 7);
  EXPECT_EQ(arrived.figures[0].value().headline, 1.25);
  EXPECT_EQ(arrived.figures[1].reason().text, "not here");
  EXPECT_EQ(arrived.latencies[0].value().p9999, 70);
  EXPECT_EQ(arrived.latencies[1].reason().text, "nor here");
  EXPECT_EQ(arrived.likeness, "a vDSO");
}

TEST(WorkerReport, LosesNoMoreThanTheCallWhoseFigureIsNotFinite) {
  auto strange = flat_figures(1);
  strange.p99 = std::numeric_limits<double>::infinity();
  WorkerReport sent;
  sent.figures = {flat_figures(std::numeric_limits<double>::quiet_NaN()), flat_figures(1), strange};
  auto endless = latency_of(1);
  endless.max = -strange.p99;
  sent.latencies = {endless, latency_of(2)};
  const auto arrived = as_it_arrives(sent);
  ASSERT_EQ(arrived.figures.size(), 3U);
  EXPECT_THAT(arrived.figures[0].reason().text, HasSubstr("no finite number"));
  EXPECT_EQ(arrived.figures[1].value().headline, 1);
  EXPECT_EQ(arrived.figures[2].reason().text, "gave no finite number for p99");
  EXPECT_EQ(arrived.latencies[0].reason().text, "gave no finite number for max");
  EXPECT_EQ(arrived.latencies[1].value().calls, 2U);
}

TEST(WorkerReport, LosesNoMoreThanTheRateThatIsNotFinite) {
  WorkerReport sent = {.counter_hz = std::numeric_limits<double>::quiet_NaN(),
                       .core_hz = std::numeric_limits<double>::infinity(),
                       .seconds = 0.5};
  sent.figures = {flat_figures(1)};
  const auto arrived = as_it_arrives(sent);
  EXPECT_EQ(arrived.counter_hz, std::nullopt);
  EXPECT_EQ(arrived.core_hz, std::nullopt);
  EXPECT_EQ(arrived.seconds, 0.5);
  EXPECT_EQ(arrived.figures[0].value().headline, 1);
}

TEST(WorkerReport, IsWhole) {
  for (const char* missing : {"counter_hz", "core_hz", "seconds", "switches", "figures"}) {
    json report = WorkerReport();
    report.erase(missing);
    EXPECT_THROW(report.get<WorkerReport>(), json::exception) << missing;
  }
}

}  // namespace
}  // namespace vdsobench::bench
