#include "entries/tracing_programs.hpp"

#include <gmock/gmock.h>

#include "base/in_child.hpp"
#include "entries/capabilities.hpp"
#include "entries/machine.hpp"

namespace vdsobench::entries {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::StartsWith;

TEST(TracingPrograms, AreThoseThatAreAttachedNow) {
  const auto counter = open_counter("ebpf");
  if (!counter) GTEST_SKIP() << "nothing to attach: " << counter.reason().text;
  const auto programs = tracing_programs();
  if (!programs) GTEST_SKIP() << programs.reason().text;
  EXPECT_THAT(programs.value(), Contains(StartsWith("vdsobench_enter")));
}

TEST(TracingPrograms, CannotBeSeenWithoutPrivilege) {
  const auto said = in_child([] {
    if (!drop_capabilities()) return std::string("not dropped");
    const auto programs = tracing_programs();
    return programs ? "seen" : programs.reason().text;
  });
  EXPECT_THAT(said, AnyOf("lacks CAP_SYS_ADMIN", StartsWith("this build cannot look")));
}

}  // namespace
}  // namespace vdsobench::entries
