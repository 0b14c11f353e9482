#include "bench/output/event_text.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

using programs::Event;

const std::chrono::system_clock::time_point moment(std::chrono::seconds(1'800'000'000));

TEST(EventText, IsALineWithTheTimeAndTheKernelsWords) {
  EXPECT_EQ(event_line({.kind = Event::Kind::clocksource,
                        .text = "the clocksource is hpet, and was tsc",
                        .kernels_line = "[    1.000002] clocksource: Switched to clocksource hpet",
                        .seen = moment}),
            "2027-01-15T08:00:00Z the clocksource is hpet, and was tsc; the kernel: [    1.000002] "
            "clocksource: Switched to clocksource hpet");
  EXPECT_EQ(event_line({.kind = Event::Kind::more, .text = "and 3 more", .seen = moment}),
            "2027-01-15T08:00:00Z and 3 more");
}

TEST(EventText, IsAnObjectOfWhatThereIs) {
  EXPECT_EQ(event_json({.kind = Event::Kind::falls_back,
                        .text = "7 server falls back",
                        .process = 7,
                        .seen = moment}),
            nlohmann::json({{"event", "falls back"},
                            {"time", "2027-01-15T08:00:00Z"},
                            {"text", "7 server falls back"},
                            {"pid", 7}}));
  EXPECT_EQ(event_json({.kind = Event::Kind::tsc_distrusted,
                        .text = "x",
                        .kernels_line = "y",
                        .seen = moment})["kernel"],
            "y");
}

}  // namespace
}  // namespace vdsobench::bench
