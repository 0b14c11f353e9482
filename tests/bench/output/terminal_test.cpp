#include "bench/output/terminal.hpp"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace vdsobench::bench {
namespace {

class Terminal : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(openpty(&outer_, &inner_, nullptr, nullptr, nullptr), 0);
    for (const auto* name : {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"})
      unsetenv(name);
    setenv("TERM", "xterm", 1);
  }
  void TearDown() override {
    close(outer_);
    close(inner_);
    for (const auto* name : {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"})
      unsetenv(name);
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

TEST_F(Terminal, IsPlainWhereItKnowsNoEscapeCodes) {
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(wants_colour(Colour::automatic, inner_));
}

TEST_F(Terminal, IsColouredWhereThatIsForcedUnlessNoColorIsSet) {
  for (const auto* name : {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
    setenv(name, "1", 1);
    EXPECT_TRUE(wants_colour(Colour::automatic, -1));
    setenv("NO_COLOR", "1", 1);
    EXPECT_FALSE(wants_colour(Colour::automatic, inner_));
    unsetenv("NO_COLOR");
    setenv(name, "0", 1);
    EXPECT_FALSE(wants_colour(Colour::automatic, -1));
    unsetenv(name);
  }
}

TEST_F(Terminal, IsAsTheUserSaysAboveAll) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_TRUE(wants_colour(Colour::always, -1));
  EXPECT_FALSE(wants_colour(Colour::never, inner_));
}

TEST_F(Terminal, IsAsWideAsItSaysAndElseAsColumnsSays) {
  const winsize size = {.ws_row = 50, .ws_col = 93, .ws_xpixel = 0, .ws_ypixel = 0};
  setenv("COLUMNS", "71", 1);
  EXPECT_EQ(width_for(inner_), 71U);  // which does not know its own
  ASSERT_EQ(ioctl(inner_, TIOCSWINSZ, &size), 0);
  EXPECT_EQ(width_for(inner_), 93U);
  EXPECT_EQ(width_for(-1), 71U);
}

TEST_F(Terminal, IsEightyWideWhereNothingSaysAndAFile120) {
  EXPECT_EQ(width_for(inner_), 80U);
  EXPECT_EQ(width_for(-1), 120U);
  for (const auto* nonsense : {"", "0", "-5", "wide", "80x", "99999999999999999999"}) {
    setenv("COLUMNS", nonsense, 1);
    EXPECT_EQ(width_for(-1), 120U) << nonsense;
  }
}

}  // namespace
}  // namespace vdsobench::bench
