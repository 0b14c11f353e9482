#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

namespace {

// The perf counter needs tracefs, which not every system mounts: root mounts it for these tests
// alone, in a mount namespace of their own. Where that fails, the tests of that counter say so.
void mount_tracefs_for_us() {
  if (unshare(CLONE_NEWNS) != 0) return;
  if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return;
  mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  mount_tracefs_for_us();
  return RUN_ALL_TESTS();
}
