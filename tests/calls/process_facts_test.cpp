#include "calls/process_facts.hpp"

#include <gmock/gmock.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "base/process.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::calls {
namespace {

TEST(OwnProcessFacts, HaveTheImageThatTheAuxiliaryVectorNames) {
  const auto facts = own_process_facts();
  const auto base = getauxval(AT_SYSINFO_EHDR);
  ASSERT_EQ(bool(facts.vdso), base != 0);
  if (base == 0) GTEST_SKIP() << facts.vdso.reason().text;
  EXPECT_EQ(facts.vdso.value().base, base);
  const auto mapped = std::ranges::find(facts.mappings, "[vdso]", &image::Mapping::name);
  ASSERT_NE(mapped, facts.mappings.end());
  EXPECT_EQ(mapped->begin, base);
}

TEST(OwnProcessFacts, NameTheRelease) {
  utsname name = {};
  uname(&name);
  EXPECT_EQ(own_process_facts().release, name.release);
}

TEST(OwnProcessFacts, TellASeccompFilter) {
  const bool before = own_process_facts().filtered;
  const auto child = fork_child();
  if (child.process == 0) {
    if (!filter_system_call(SYS_getpgid, SECCOMP_RET_ALLOW)) _exit(2);
    _exit(own_process_facts().filtered ? 1 : 0);
  }
  const int status = WEXITSTATUS(wait_for(child.process));
  if (status == 2) GTEST_SKIP() << "no seccomp filter can be set here";
  EXPECT_EQ(status, 1);
  if (prctl(PR_GET_SECCOMP) == 0) {
    EXPECT_FALSE(before);
  }
}

}  // namespace
}  // namespace vdsobench::calls
