#include "bench/output/saved_rows.hpp"

#include <gmock/gmock.h>

namespace vdsobench::bench {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;
using testing::ThrowsMessage;

json exact_row(const char* name, double instructions) {
  return {{"name", name},
          {"real_time", instructions},
          {"time_unit", "ns"},
          {"label", "syscall"},
          {"instructions", instructions}};
}

Measurement taken(const json& rows) {
  Measurement measurement;
  measurement.exact = true;
  take_rows(rows, measurement);
  return measurement;
}

TEST(TakeRows, CountsThoseOfUnknownCalls) {
  Measurement measurement;
  EXPECT_EQ(take_rows(json::array({exact_row("time/insn", 291), exact_row("nothing/insn", 1)}),
                      measurement),
            1U);
  EXPECT_THAT(measurement.rows, SizeIs(1));
}

TEST(TakeRows, KnowsTheWaysOfAnExactCall) {
  auto row = exact_row("time/insn", 416);
  row.update({{"way1_instructions", 416}, {"way1_share", 0.83}});
  row.update({{"way2_instructions", 421}, {"way2_share", 0.17}});
  const auto measurement = taken(json::array({row}));
  ASSERT_THAT(measurement.rows, SizeIs(1));
  EXPECT_THAT(
      measurement.rows.front().figures.front().value().ways,
      ElementsAre(Field(&timing::Way::instructions, 416), Field(&timing::Way::share, 0.17)));
}

TEST(TakeRows, KnowsThePartsOfAnExactCall) {
  auto row = exact_row("time/insn", 416);
  row.update({{"instructions_loop", 4}, {"instructions_libc", 0}, {"instructions_vdso", 0}});
  row["instructions_kernel"] = 412;
  const auto measurement = taken(json::array({row}));
  ASSERT_THAT(measurement.rows, SizeIs(1));
  EXPECT_THAT(measurement.rows.front().figures.front().value().parts,
              Optional(AllOf(Field(&timing::Parts::loop, 4), Field(&timing::Parts::kernel, 412))));
  row.erase("instructions_loop");
  EXPECT_THAT([&] { taken(json::array({row})); },
              ThrowsMessage<NoResult>(HasSubstr("'instructions_loop'")));
}

TEST(TakeRows, RefusesWhatIsNoNumber) {
  auto row = exact_row("time/insn", 416);
  row["way1_share"] = "many";
  EXPECT_THAT([&] { taken(json::array({row})); },
              ThrowsMessage<NoResult>(HasSubstr("'way1_share'")));
  row["way1_share"] = 1e300;
  EXPECT_THAT([&] { taken(json::array({row})); }, ThrowsMessage<NoResult>(HasSubstr("absurd")));
  EXPECT_THAT([&] { taken(json::array({3})); },
              ThrowsMessage<NoResult>(HasSubstr("not an object")));
}

}  // namespace
}  // namespace vdsobench::bench
