#include "bench/processes/self.hpp"

#include <gmock/gmock.h>
#include <signal.h>

#include "calls/raw_clock.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

// This program itself is what it starts.
const std::vector<std::string> print_tests = {"--gtest_list_tests"};

TEST(RunSelf, GivesWhatWasPrinted) {
  const auto output = run_self(print_tests, 20s);
  ASSERT_TRUE(output) << output.reason().text;
  EXPECT_THAT(output.value(), HasSubstr("GivesWhatWasPrinted"));
}

TEST(RunSelf, DoesNotTakeAnUnknownEndForAGoodOne) {
  calls::RawClock::now();  // tries the tick counter in a child at first, and heeds children for
                           // that
  const auto before = signal(SIGCHLD, SIG_IGN);  // the kernel then keeps no status: wait(2)
  const auto output = run_self(print_tests, 20s);
  signal(SIGCHLD, before);
  ASSERT_FALSE(output);
  EXPECT_THAT(output.reason().text, HasSubstr("No child processes"));
}

}  // namespace
}  // namespace vdsobench::bench
