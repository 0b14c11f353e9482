#pragma once

#include <cpuid.h>
#include <linux/audit.h>
#include <sys/io.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <ucontext.h>
#include <x86intrin.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "arch/x86_64_traps.hpp"

namespace vdsobench::arch {

inline constexpr std::string_view name = "x86_64";

// arch/x86/entry/vdso/vdso.lds.S
inline constexpr std::string_view vdso_prefix = "__vdso_";
inline constexpr std::string_view vdso_version = "LINUX_2.6";

/// Where the legacy page keeps a function: arch/x86/include/uapi/asm/vsyscall.h, and VSYSCALL_ADDR.
inline constexpr std::uintptr_t vsyscall_page = 0xffffffffff600000;
inline constexpr std::uintptr_t vsyscall_step = 0x400;

constexpr std::uintptr_t vsyscall_slot(std::string_view symbol) {
  if (symbol == "gettimeofday") return vsyscall_page;
  if (symbol == "time") return vsyscall_page + vsyscall_step;
  if (symbol == "getcpu") return vsyscall_page + 2 * vsyscall_step;
  return 0;
}

/// Which of the page's slots an address lies in, counted from 0; −1 outside the page.
constexpr int vsyscall_index(std::uintptr_t address) {
  const std::uintptr_t offset = address - vsyscall_page;
  return offset < 0x1000 ? static_cast<int>(offset / vsyscall_step) : -1;
}

// What a SIGSYS handler sees of the system call that was trapped (seccomp(2), SECCOMP_RET_TRAP).

inline constexpr std::uint32_t audit_architecture = AUDIT_ARCH_X86_64;

/// The second word that a trapped 64-bit system call was given.
inline long second_word(const void* context) {
  return static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RSI];
}

/// Sets what a trapped system call returns.
inline void answer(void* context, long value) {
  static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RAX] = value;
}

inline constexpr std::string_view counter = "tsc";

/// One read of the counter as a program would do it that cares for nothing but speed.
[[gnu::always_inline]] inline std::uint64_t bare_ticks() { return __rdtsc(); }

/// The counter at a moment that everything before has reached and nothing after has: LFENCE waits
/// until all before it has completed, and lets nothing after it start (Intel SDM 2B, LFENCE and
/// RDTSC; on AMD since Linux 4.15, which sets it to serialise there, commit e4d0e84e4907). RDTSCP
/// would save one of them, but neither every CPU nor every hypervisor has it.
[[gnu::always_inline]] inline std::uint64_t ticks() {
  _mm_lfence();
  const std::uint64_t now = __rdtsc();
  _mm_lfence();
  return now;
}

/// PAUSE, without which the end of the wait costs a flush of the pipeline (Intel SDM 2B, PAUSE).
[[gnu::always_inline]] inline void relax() { _mm_pause(); }

/// Core cycles that an iteration of `ruler` takes, bound by latency alone: ten multiplications that
/// wait for each other, 3 cycles each (uops.info, IMUL R32, R32; the models of llvm-mca). Of 32
/// bits, because those of 64 take 4 on Zen 1, 5 on Intel's small cores and 6 on Jaguar. Additions
/// would not do: newer cores fold dependent ones (Golden Cove, Zen 5).
inline constexpr std::uint64_t ruler_cycles = 30;

/// Takes `n` times ruler_cycles, n ≥ 1, whatever the core's clock is just now.
[[gnu::always_inline]] inline void ruler(std::uint64_t n) {
  std::uint64_t product = 1;
  asm volatile(
      "1:\n\t"
      ".rept 10\n\t"
      "imul %k[product], %k[product]\n\t"
      ".endr\n\t"
      "dec %[n]\n\t"
      "jnz 1b"
      : [product] "+r"(product), [n] "+r"(n)
      :
      : "cc");
}

/// Additions in an iteration of `witness`: so many that the loop's own instruction is under half a
/// per cent of it.
inline constexpr std::uint64_t witness_adds = 256;

/// `n` times witness_adds additions, n ≥ 1, in eight chains that wait for nothing but themselves:
/// bound by how many the core can start in a cycle, and slowed down by whoever else has it start
/// some. Of registers, as newer cores fold additions of constants (Golden Cove, Zen 5).
[[gnu::always_inline]] inline void witness(std::uint64_t n) {
  asm volatile(
      "1:\n\t"
      ".rept 32\n\t"
      "add %%eax, %%ecx\n\t"
      "add %%eax, %%edx\n\t"
      "add %%eax, %%esi\n\t"
      "add %%eax, %%edi\n\t"
      "add %%eax, %%r8d\n\t"
      "add %%eax, %%r9d\n\t"
      "add %%eax, %%r10d\n\t"
      "add %%eax, %%r11d\n\t"
      ".endr\n\t"
      "dec %[n]\n\t"
      "jnz 1b"
      : [n] "+r"(n)
      :
      : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc");
}

/// `count` additions that wait for each other and for those of an earlier time. Of registers: newer
/// cores fold additions of constants.
template <int count>
[[gnu::always_inline]] inline void dependent_adds() {
  asm volatile(
      ".rept %c0\n\t"
      "add %%r10, %%r10\n\t"
      ".endr"
      :
      : "i"(count)
      : "r10", "cc");
}

/// What a loop holds that is written by hand from its first instruction to its last.
struct Body {
  int nops = 0;
  int adds = 0;   // that wait for each other
  int ticks = 0;  // bare reads of the counter
  int traps = 0;  // getppid by the trap instruction
};

/// Runs such a loop `n` times, n ≥ 1. Nothing here is shared with the loops that are measured.
template <Body body>
void hand_written_loop(std::uint64_t n) {
  asm volatile(
      ".p2align 6\n"
      "1:\n\t"
      ".rept %c[nops]\n\t"
      "nop\n\t"
      ".endr\n\t"
      ".rept %c[adds]\n\t"
      "add %%r10, %%r10\n\t"
      ".endr\n\t"
      ".rept %c[ticks]\n\t"
      "rdtsc\n\t"
      ".endr\n\t"
      ".rept %c[traps]\n\t"
      "mov %[getppid], %%eax\n\t"
      "syscall\n\t"
      ".endr\n\t"
      "dec %[n]\n\t"
      "jnz 1b"
      : [n] "+r"(n)
      : [nops] "i"(body.nops), [adds] "i"(body.adds), [ticks] "i"(body.ticks),
        [traps] "i"(body.traps), [getppid] "i"(SYS_getppid)
      : "rax", "rcx", "rdx", "r10", "r11", "cc", "memory");
}

/// What the hypervisor calls itself in its CPUID leaf (arch/x86/include/asm/cpuid/api.h of Linux,
/// cpuid_base_hypervisor); empty on hardware. One that imitates another's interface shows that
/// one's name in block 0, and its own in a block further on.
inline std::string hypervisor_signature(unsigned int block) {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  __cpuid(1, a, b, c, d);
  if ((c & (1U << 31)) == 0) return {};  // no hypervisor, so the leaf means nothing
  __cpuid(0x40000000 + 0x100 * block, a, b, c, d);
  const std::array words = {b, c, d};
  std::string text(sizeof words, '\0');
  std::memcpy(text.data(), words.data(), sizeof words);
  return text.substr(0, text.find('\0'));
}

/// QEMU's emulator (target/i386/cpu.c) never offers an invariant TSC, yet its counter is one: the
/// host's own, or with -icount one tick an instruction.
inline bool emulated_by_qemu() { return hypervisor_signature(0) == "TCGTCGTCGTCG"; }

/// Whether the counter is said to run at one rate, whatever the core does (CPUID 8000_0007h EDX 8).
inline bool ticks_are_steady() {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  if (emulated_by_qemu()) return true;
  return __get_cpuid(0x80000007, &a, &b, &c, &d) != 0 && (d & (1U << 8)) != 0;
}

/// Stops the machine at QEMU's pvpanic port (docs/specs/pvpanic.rst; 0x505, "guest panicked") until
/// its monitor lets it go on. The permission to use the port is given back at once: with it, every
/// way out of the kernel would be a longer one (TIF_IO_BITMAP).
inline bool pause_emulator() {
  constexpr unsigned short port = 0x505;
  constexpr unsigned char panicked = 1;
  if (!emulated_by_qemu() || ioperm(port, 1, 1) != 0) return false;
  outb(panicked, port);
  return ioperm(port, 1, 0) == 0;
}

/// False where PR_SET_TSC makes RDTSC raise SIGSEGV (prctl(2)).
inline bool ticks_permitted() {
  int mode = PR_TSC_ENABLE;
  return prctl(PR_GET_TSC, &mode) != 0 || mode == PR_TSC_ENABLE;
}

/// Lets this thread read the counter again, and the other way round.
inline void permit_ticks() { prctl(PR_SET_TSC, PR_TSC_ENABLE); }
inline void forbid_ticks() { prctl(PR_SET_TSC, PR_TSC_SIGSEGV); }

/// RDTSC is 0F 31, RDTSCP 0F 01 F9; both answer in EDX:EAX, the latter in ECX too (Intel SDM 2B).
inline bool pass_over_tick_read(void* context) {
  auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const auto* code = reinterpret_cast<const unsigned char*>(registers[REG_RIP]);
  const bool rdtsc = code[0] == 0x0f && code[1] == 0x31;
  const bool rdtscp = code[0] == 0x0f && code[1] == 0x01 && code[2] == 0xf9;
  if (!rdtsc && !rdtscp) return false;
  registers[REG_RAX] = registers[REG_RDX] = 0;
  if (rdtscp) registers[REG_RCX] = 0;
  registers[REG_RIP] += rdtscp ? 3 : 2;
  return true;
}

/// Of a process that stopped, by its registers (ptrace(2), NT_PRSTATUS).
inline std::uint64_t program_counter(const user_regs_struct& registers) { return registers.rip; }

}  // namespace vdsobench::arch
