#include "bench/cli/licences.hpp"

#include <gmock/gmock.h>

#include "bench/version.hpp"

namespace vdsobench::bench {
namespace {

using testing::ContainsRegex;
using testing::StartsWith;

TEST(Licences, NameTheProgramAndWhatIsInEveryBuildOfIt) {
  const auto text = licences();
  EXPECT_THAT(text, StartsWith("vdsobench " + std::string(version) + ": MIT"));
  EXPECT_THAT(text, ContainsRegex("\n    CLI11 [0-9.]+: BSD-3-Clause"));
  EXPECT_THAT(text, ContainsRegex("\n    JSON for Modern C\\+\\+ [0-9.]+: MIT"));
}

}  // namespace
}  // namespace vdsobench::bench
