#pragma once

#include <array>
#include <string_view>

namespace vdsobench::calls {

/// A function that a vDSO exports and no row measures.
struct Unmeasured {
  std::string_view symbol;  // after the vDSO's prefix
  std::string_view why;
};

/// Those of every kernel known so far. A vDSO that exports another is of a kernel that is newer
/// than this program.
inline constexpr auto unmeasured = std::to_array<Unmeasured>({
    // arch/x86/entry/vdso/vsgx.S, Linux 5.11
    {"sgx_enter_enclave", "runs code in an SGX enclave, of which there is none here to enter"},
    // arch/x86/entry/vdso/common/vfutex.c
    {"futex_robust_list32_try_unlock", "does what list64's does, for the list of a 32-bit process"},
});

}  // namespace vdsobench::calls
