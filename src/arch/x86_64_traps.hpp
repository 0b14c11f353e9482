#pragma once

#include <sys/mman.h>

#include <string_view>

// How x86-64 enters the kernel, by either of its tables of system calls.
namespace vdsobench::arch {

// `syscall`: number in rax, words in rdi, rsi, rdx, r10, r8; answer in rax; clobbers rcx and r11
// (Documentation/arch/x86/entry_64.rst, System V ABI A.2.1).

[[gnu::always_inline]] inline long trap(long number) {
  asm volatile("syscall" : "+a"(number) : : "rcx", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap(long number, long a) {
  asm volatile("syscall" : "+a"(number) : "D"(a) : "rcx", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap(long number, long a, long b) {
  asm volatile("syscall" : "+a"(number) : "D"(a), "S"(b) : "rcx", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap(long number, long a, long b, long c) {
  asm volatile("syscall" : "+a"(number) : "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap(long number, long a, long b, long c, long d, long e) {
  register long fourth asm("r10") = d;
  register long fifth asm("r8") = e;
  asm volatile("syscall"
               : "+a"(number)
               : "D"(a), "S"(b), "d"(c), "r"(fourth), "r"(fifth)
               : "rcx", "r11", "memory");
  return number;
}

// `int $0x80`: 32-bit number in eax, words in ebx, ecx, edx, all cut to 32 bits; answer in eax.
// Kernels before 4.17 zero r8 to r11 on the way (commit 8bb2610bc496).

inline constexpr bool has_int80 = true;
inline constexpr int low_memory = MAP_32BIT;

/// A system call's number in arch/x86/entry/syscalls/syscall_32.tbl; −1 for what is not measured.
constexpr long number32(std::string_view symbol) {
  if (symbol == "time") return 13;
  if (symbol == "getppid") return 64;
  if (symbol == "gettimeofday") return 78;
  if (symbol == "clock_gettime") return 265;
  if (symbol == "clock_getres") return 266;
  if (symbol == "getcpu") return 318;
  if (symbol == "getrandom") return 355;
  return -1;
}

[[gnu::always_inline]] inline long trap32(long number) {
  asm volatile("int $0x80" : "+a"(number) : : "r8", "r9", "r10", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap32(long number, long a) {
  asm volatile("int $0x80" : "+a"(number) : "b"(a) : "r8", "r9", "r10", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap32(long number, long a, long b) {
  asm volatile("int $0x80" : "+a"(number) : "b"(a), "c"(b) : "r8", "r9", "r10", "r11", "memory");
  return number;
}

[[gnu::always_inline]] inline long trap32(long number, long a, long b, long c) {
  asm volatile("int $0x80"
               : "+a"(number)
               : "b"(a), "c"(b), "d"(c)
               : "r8", "r9", "r10", "r11", "memory");
  return number;
}

}  // namespace vdsobench::arch
