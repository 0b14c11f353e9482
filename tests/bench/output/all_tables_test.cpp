#include "bench/output/all_tables.hpp"

#include <gmock/gmock.h>

#include "bench/displays.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(AllTables, AreTheTableAndTheVerdictWithItsNotes) {
  const auto sample = guest_sample();
  const auto text =
      all_tables(sample.measurement, {.verdicts = sample.verdicts, .notes = {"a note"}}, wide);
  EXPECT_THAT(text, AllOf(HasSubstr("ns a call"), HasSubstr("Does the C library stay"),
                          HasSubstr("note: a note")));
  EXPECT_THAT(text, Not(HasSubstr("99.99")));
}

TEST(AllTables, HaveNoVerdictOfAFileWithoutReasons) {
  const auto sample = guest_sample();
  const auto text = all_tables(
      sample.measurement, {.verdicts = sample.verdicts, .notes = {}, .explained = false}, wide);
  EXPECT_THAT(text, AllOf(HasSubstr("ns a call"), Not(HasSubstr("Does the C library stay"))));
}

TEST(AllTables, AreByThreadsWhereTheirNumbersAreCompared) {
  Measurement measurement = {.rows = {measured("getppid/insn", verdict::Outcome::syscall, {90}),
                                      measured("getppid/insn", verdict::Outcome::syscall, {95})},
                             .core_hz = 1e9};
  measurement.rows[0].threads = 1;
  measurement.rows[1].threads = 2;
  EXPECT_THAT(all_tables(measurement, {}, wide),
              AllOf(HasSubstr("by threads"), Not(HasSubstr("vs syscall"))));
}

}  // namespace
}  // namespace vdsobench::bench
