#include "host/context.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "host/keys.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

std::map<std::string, std::string, std::less<>> as_map(const Context& context) {
  std::map<std::string, std::string, std::less<>> map(context.begin(), context.end());
  EXPECT_EQ(map.size(), context.size()) << "a key came twice";
  return map;
}

TEST(HostContext, TellsWhatTheFilesTell) {
  TempDir dir;
  dir.write("proc/cmdline", "root=/dev/sda1 vsyscall=none nopti")
      .write("proc/cpuinfo", "processor : 1\nmodel name : M\nmicrocode : 0x2\nflags : tsc vmx\n")
      .write("proc/self/status", "Seccomp:\t2\n")
      .link("proc/self/ns/time", "time:[1]")
      .write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
      .write("sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc kvm-clock")
      .write("sys/devices/system/cpu/vulnerabilities/mds", "Not affected")
      .write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance");
  const auto context = as_map(host_context(dir.root(), 1));
  EXPECT_EQ(context.at("vdsobench.kernel_parameters"), "vsyscall=none nopti");
  EXPECT_EQ(context.at("vdsobench.clocksource_before"), "tsc");
  EXPECT_EQ(context.at("vdsobench.clocksource_available"), "tsc kvm-clock");
  EXPECT_EQ(context.at("vdsobench.mitigations"), "mds: Not affected");
  EXPECT_EQ(context.at("vdsobench.cpu_model"), "M");
  EXPECT_EQ(context.at("vdsobench.cpu_microcode"), "0x2");
  EXPECT_EQ(context.at("vdsobench.cpu_features"), "tsc");
  EXPECT_EQ(context.at("vdsobench.governor"), "performance");
  EXPECT_EQ(context.at("vdsobench.hypervisor"), "kvm");
  EXPECT_EQ(context.at("vdsobench.time_namespace"), "offset");
  EXPECT_EQ(context.at("vdsobench.seccomp_mode"), "filter");
}

TEST(HostContext, LeavesOutWhatCannotBeRead) {
  const auto context = as_map(host_context(TempDir().root()));
  for (const auto absent : {keys::kernel_parameters, keys::clocksource_before,
                            keys::clocksource_available, keys::mitigations, keys::cpu_model,
                            keys::cpu_microcode, keys::cpu_features, keys::seccomp_mode}) {
    EXPECT_FALSE(context.contains(absent)) << absent;
  }
  EXPECT_EQ(context.at("vdsobench.hypervisor"), "none");
  EXPECT_EQ(context.at("vdsobench.governor"), "none");
  EXPECT_EQ(context.at("vdsobench.time_namespace"), "initial");
}

TEST(HostContext, HasOnlyDocumentedKeys) {
  for (const auto& [key, value] : host_context(Root{})) {
    EXPECT_NE(std::find(keys::all.begin(), keys::all.end(), key), keys::all.end()) << key;
  }
}

}  // namespace
}  // namespace vdsobench::host
