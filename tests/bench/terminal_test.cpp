#include "bench/terminal.hpp"

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <cstdlib>

namespace vdsobench::bench {
namespace {

class Terminal : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(openpty(&outer_, &inner_, nullptr, nullptr, nullptr), 0);
    unsetenv("NO_COLOR");
  }
  void TearDown() override {
    close(outer_);
    close(inner_);
    unsetenv("NO_COLOR");
  }
  int outer_ = -1;
  int inner_ = -1;
};

TEST_F(Terminal, IsColouredAndAPipeIsNot) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_TRUE(wants_colour(Colour::automatic, inner_));
  EXPECT_FALSE(wants_colour(Colour::automatic, ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_F(Terminal, IsPlainWhereNoColorIsSetToAnything) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(wants_colour(Colour::automatic, inner_));
  setenv("NO_COLOR", "", 1);  // no-color.org: only when not an empty string
  EXPECT_TRUE(wants_colour(Colour::automatic, inner_));
}

TEST_F(Terminal, IsAsTheUserSaysAboveAll) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_TRUE(wants_colour(Colour::always, -1));
  EXPECT_FALSE(wants_colour(Colour::never, inner_));
}

}  // namespace
}  // namespace vdsobench::bench
