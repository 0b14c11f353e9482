#pragma once

#include <sys/user.h>

#include <cstdint>
#include <string>
#include <string_view>

// An architecture that does nothing: no legacy page, no 32-bit entry, no hypervisor. All of the
// sources compile with it, so that another architecture is one header, and its line in arch.hpp.
namespace vdsobench::arch {

inline constexpr std::string_view name = "stub";
inline constexpr std::string_view vdso_prefix = "__kernel_";
inline constexpr std::string_view vdso_version = "LINUX_0.0";
inline constexpr std::string_view counter = "none";
inline constexpr std::uint32_t audit_architecture = 0;
inline constexpr std::uint64_t ruler_cycles = 1;
inline constexpr std::uint64_t witness_adds = 1;
inline constexpr bool has_int80 = false;
inline constexpr int low_memory = 0;

constexpr std::uintptr_t vsyscall_slot(std::string_view) { return 0; }
constexpr int vsyscall_index(std::uintptr_t) { return -1; }
constexpr long number32(std::string_view) { return -1; }

template <class... Words>
long trap(long number, Words...) {
  return number;
}

template <class... Words>
long trap32(long number, Words...) {
  return number;
}

inline long second_word(const void*) { return 0; }
inline void answer(void*, long) {}

inline std::uint64_t program_counter(const user_regs_struct&) { return 0; }

inline std::uint64_t bare_ticks() { return 0; }
inline std::uint64_t ticks() { return 0; }
inline bool ticks_are_steady() { return true; }
inline bool ticks_permitted() { return true; }
inline void permit_ticks() {}
inline void forbid_ticks() {}
inline bool pass_over_tick_read(void*) { return false; }

inline void ruler(std::uint64_t) {}
inline void witness(std::uint64_t) {}
inline void relax() {}

template <int>
void dependent_adds() {}

struct Body {
  int nops = 0;
  int adds = 0;
  int ticks = 0;
  int traps = 0;
};

template <Body>
void hand_written_loop(std::uint64_t) {}

inline std::string hypervisor_signature(unsigned int) { return {}; }
inline bool pause_emulator() { return false; }

}  // namespace vdsobench::arch
