#include "entries/obstacles.hpp"

#include <gmock/gmock.h>

#include <cerrno>

#include "base/in_child.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::entries {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string without_capabilities(std::string (*ask)()) {
  return in_child([&] { return drop_capabilities() ? ask() : "could not give up capabilities"; });
}

TEST(LackingForBpf, IsNothingWhereBothCapabilitiesAre) {
  if (!has(Capability::bpf) || !has(Capability::perfmon)) GTEST_SKIP() << "they are not here";
  EXPECT_EQ(lacking_for_bpf(), "");
}

TEST(LackingForBpf, NamesBothAndTheRemedy) {
  EXPECT_THAT(without_capabilities([] { return lacking_for_bpf(); }),
              AllOf(HasSubstr("CAP_BPF and CAP_PERFMON"), HasSubstr("unprivileged_bpf_disabled="),
                    HasSubstr("sudo setcap cap_bpf,cap_perfmon+ep /")));
}

TEST(PerfObstacle, BlamesThePrivilegeOnlyWhereItIsMissing) {
  EXPECT_THAT(without_capabilities([] { return perf_obstacle(EACCES); }),
              AllOf(HasSubstr("lacks CAP_PERFMON"), HasSubstr("kernel.perf_event_paranoid=")));
  EXPECT_THAT(perf_obstacle(EMFILE),
              AllOf(HasSubstr("Too many open files"), Not(HasSubstr("lacks"))));
}

TEST(Obstacles, TellAKernelWithoutTheSystemCall) {
  EXPECT_EQ(bpf_obstacle(ENOSYS), "this kernel has no bpf(2)");
  EXPECT_EQ(perf_obstacle(ENOSYS), "this kernel has no perf_event_open(2)");
}

TEST(Obstacles, HandOnTheKernelsWords) {
  EXPECT_THAT(bpf_obstacle(E2BIG), HasSubstr("Argument list too long"));
  EXPECT_THAT(seccomp_obstacle(EINVAL), HasSubstr("Invalid argument"));
}

}  // namespace
}  // namespace vdsobench::entries
