#include "programs/noticed.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/libc_symbol.hpp"

namespace vdsobench::programs {
namespace {

Noticed noticed_here() { return Noticed({calls::own_process_facts(), verdict::machine_facts({})}); }

Entry own_entry(std::uint64_t address) {
  return {.address = address,
          .process = static_cast<unsigned>(getpid()),
          .clock = CLOCK_MONOTONIC,
          .function = VDSOBENCH_CLOCK_GETTIME,
          .outside = 0,
          .bits32 = 0};
}

Entry from_library() {
  return own_entry(reinterpret_cast<std::uint64_t>(libc_symbol("confstr")) + 1);
}

Notice call(const Entry& entry) { return {Notice::Kind::call, entry}; }

TEST(Noticed, PutsCallsFromOnePlaceTogether) {
  auto noticed = noticed_here();
  for (int i = 0; i < 3; ++i) {
    noticed.meet(call(from_library()));
    noticed.count(call(from_library()));
  }
  const auto interval = noticed.take();
  ASSERT_EQ(interval.rows.size(), 1);
  EXPECT_EQ(interval.rows.front().calls, 3);
  EXPECT_EQ(interval.rows.front().process, getpid());
  EXPECT_EQ(interval.rows.front().asked.clock, CLOCK_MONOTONIC);
}

TEST(Noticed, LeavesOutCallsThatDidNotGoOn) {
  auto noticed = noticed_here();
  noticed.meet(call(from_library()));
  EXPECT_TRUE(noticed.take().rows.empty());
}

TEST(Noticed, IsBoundedAndSaysWhatHadNoRoom) {
  auto noticed = noticed_here();
  for (std::uint64_t address = 0; address < VDSOBENCH_ENTRIES + 5; ++address) {
    auto entry = own_entry(address);
    entry.outside = 1;
    noticed.meet(call(entry));
    noticed.count(call(entry));
  }
  EXPECT_EQ(noticed.take().others[VDSOBENCH_CLOCK_GETTIME], 5);
}

}  // namespace
}  // namespace vdsobench::programs
