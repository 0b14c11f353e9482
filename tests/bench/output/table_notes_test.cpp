#include "bench/output/table_notes.hpp"

#include <gmock/gmock.h>

#include "bench/displays.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using enum verdict::Outcome;

TEST(Legend, IsOfTheMarksSeen) {
  EXPECT_EQ(legend({userspace, fallback}, false, wide),
            "u stayed in user space   F fell back to a system call\n");
  EXPECT_EQ(legend({}, false, wide), "");
}

TEST(Provenance, SaysHowWideIntervalsAreThatAreNotShown) {
  const auto measurement = guest_sample().measurement;
  EXPECT_EQ(provenance(measurement, true, wide),
            "median of 3 processes ± 95 % interval, at the core's 4.10 GHz\n");
  EXPECT_THAT(provenance(measurement, false, wide), HasSubstr("(95 % intervals within ±2.7%)"));
}

TEST(Provenance, OfOneProcessKnowsNoInterval) {
  Measurement measurement;
  measurement.core_hz = 1e9;
  measurement.rows.push_back(measured("time/vdso", userspace, {2}));
  EXPECT_FALSE(has_intervals(measurement));
  EXPECT_EQ(provenance(measurement, false, wide), "median of 1 process, at the core's 1.00 GHz\n");
}

TEST(Provenance, OfInstructionsIsNone) {
  auto measurement = guest_sample().measurement;
  measurement.exact = true;
  EXPECT_EQ(provenance(measurement, false, wide), "");
}

TEST(Disagreements, TellWhatWasAnswered) {
  Measurement measurement;
  measurement.rows.push_back(missing("time/vdso", disagrees, "says 7"));
  measurement.rows.push_back(missing("time/libc", disagrees, "says 8"));
  EXPECT_EQ(disagreements(measurement, wide), "! time/vdso: says 7\n");
}

}  // namespace
}  // namespace vdsobench::bench
