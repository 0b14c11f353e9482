#include "entries/capabilities.hpp"

#include <gmock/gmock.h>
#include <linux/capability.h>
#include <sys/syscall.h>

#include <array>
#include <string>

#include "base/in_child.hpp"
#include "base/root.hpp"
#include "base/text.hpp"

namespace vdsobench::entries {
namespace {

// As the kernel itself shows them: proc(5).
std::string status(std::string_view name) {
  return field(Root{}.read("proc/thread-self/status").value_or(""), name).value_or("");
}

bool shown_in_effect(int capability) {
  return (std::stoull(status("CapEff"), nullptr, 16) >> capability) & 1;
}

std::string held() {
  std::string names;
  if (has(Capability::sys_admin)) names += "sys_admin ";
  if (has(Capability::perfmon)) names += "perfmon ";
  if (has(Capability::bpf)) names += "bpf ";
  return names;
}

// Leaves this thread with that capability alone.
bool keep_only(int capability) {
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> sets = {};
  auto& half = sets[static_cast<unsigned>(capability) / 32];
  half.effective = half.permitted = 1U << (capability % 32);
  return syscall(SYS_capset, &header, sets.data()) == 0;
}

TEST(Has, AgreesWithTheKernelsOwnWords) {
  const bool admin = shown_in_effect(CAP_SYS_ADMIN);
  EXPECT_EQ(has(Capability::sys_admin), admin);
  EXPECT_EQ(has(Capability::perfmon), admin || shown_in_effect(38));
  EXPECT_EQ(has(Capability::bpf), admin || shown_in_effect(39));
}

TEST(Has, TellsThemApart) {
  if (!shown_in_effect(39)) GTEST_SKIP() << "there is no CAP_BPF to keep alone";
  EXPECT_EQ(in_child([] { return keep_only(39) ? held() : "not kept"; }), "bpf ");
}

TEST(Has, TakesSysAdminForTheOtherTwo) {
  if (!shown_in_effect(CAP_SYS_ADMIN)) GTEST_SKIP() << "there is no CAP_SYS_ADMIN to keep alone";
  EXPECT_EQ(in_child([] { return keep_only(CAP_SYS_ADMIN) ? held() : "not kept"; }),
            "sys_admin perfmon bpf ");
}

TEST(DropCapabilities, LeavesNoneAndNoWayBack) {
  const auto left = in_child([] {
    const auto dropped = drop_capabilities();
    if (!dropped) return dropped.reason().text;
    return held() + status("CapEff") + " " + status("CapPrm") + " " + status("NoNewPrivs");
  });
  EXPECT_EQ(left, "0000000000000000 0000000000000000 1");
}

// The test's own file lends nothing: what its user has stays.
TEST(LentCapabilities, AreLeftAloneWhereNoneAreLent) {
  if (lent_capabilities()) GTEST_SKIP() << "this program's file lends capabilities";
  const auto before = held() + status("CapEff");
  EXPECT_EQ(in_child([] {
              lay_aside_lent_capabilities();
              take_up_lent_capabilities();
              give_up_lent_capabilities();
              return held() + status("CapEff");
            }),
            before);
}

}  // namespace
}  // namespace vdsobench::entries
