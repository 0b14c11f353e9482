#include "bench/output/call_list.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using enum verdict::Outcome;

const std::vector<verdict::Finding> findings = {
    measured("time/vdso", userspace, {}).finding,
    missing("time/vsyscall", unavailable, "no vsyscall page is mapped").finding,
    measured("getrandom:96/vdso", userspace, {}).finding,
    missing("getcpu/vsyscall", unavailable, "no vsyscall page is mapped").finding};

TEST(CallList, SaysOfEachCallWhetherItIsThereAndWhatItsPathMeans) {
  EXPECT_EQ(call_list(findings, {80, false}),
            "time/vdso          available\n"
            "time/vsyscall      unavailable [1]\n"
            "getrandom:96/vdso  available, measured with --all\n"
            "getcpu/vsyscall    unavailable [1]\n\n"
            "vdso      the vDSO's symbol itself\n"
            "vsyscall  the legacy vsyscall page\n"
            "[1] no vsyscall page is mapped\n");
}

}  // namespace
}  // namespace vdsobench::bench
