#pragma once

#include <sys/user.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

// What the header of an architecture offers, as what does not compile without. Included by arch.hpp
// after that header, and by nothing else.
namespace vdsobench::arch {

template <class T, class Wanted>
concept IsConstant = std::same_as<T, const Wanted>;

// As in `uname -m`; how the vDSO names what it exports, vdso(7).
static_assert(IsConstant<decltype(name), std::string_view>);
static_assert(IsConstant<decltype(vdso_prefix), std::string_view>);
static_assert(IsConstant<decltype(vdso_version), std::string_view>);

// The legacy page: the address of a function there, 0 where there is none; which of its slots an
// address lies in, −1 for none. An architecture that never had the page answers so to all.
static_assert(requires(std::string_view symbol, std::uintptr_t address) {
  { vsyscall_slot(symbol) } -> std::same_as<std::uintptr_t>;
  { vsyscall_index(address) } -> std::same_as<int>;
});

// The system call instruction, inline, with up to three words, or five. Its answer is the kernel's:
// −errno for an error.
static_assert(requires(long number, long word) {
  { trap(number) } -> std::same_as<long>;
  { trap(number, word) } -> std::same_as<long>;
  { trap(number, word, word) } -> std::same_as<long>;
  { trap(number, word, word, word) } -> std::same_as<long>;
  { trap(number, word, word, word, word, word) } -> std::same_as<long>;
});

// The 32-bit entry of a 64-bit process, where has_int80: the same by `int $0x80`, with numbers of
// the 32-bit table (−1 for none), and the mmap(2) flag that keeps an address within 32 bits.
static_assert(IsConstant<decltype(has_int80), bool>);
static_assert(IsConstant<decltype(low_memory), int>);
static_assert(requires(long number, long word, std::string_view symbol) {
  { number32(symbol) } -> std::same_as<long>;
  { trap32(number) } -> std::same_as<long>;
  { trap32(number, word) } -> std::same_as<long>;
  { trap32(number, word, word) } -> std::same_as<long>;
  { trap32(number, word, word, word) } -> std::same_as<long>;
});

// Of a system call that seccomp(2) has trapped: its architecture; by the signal's context its
// second word, and what it is to return.
static_assert(IsConstant<decltype(audit_architecture), std::uint32_t>);
static_assert(requires(const void* seen, void* context, long value) {
  { second_word(seen) } -> std::same_as<long>;
  { answer(context, value) } -> std::same_as<void>;
});

// The tick counter: its name; read with no fence; read fenced on both sides, for before and after
// what is timed; false where it may change its rate.
static_assert(IsConstant<decltype(counter), std::string_view>);
static_assert(requires {
  { bare_ticks() } -> std::same_as<std::uint64_t>;
  { ticks() } -> std::same_as<std::uint64_t>;
  { ticks_are_steady() } -> std::same_as<bool>;
});

// PR_SET_TSC of prctl(2) and its kin, for this thread. A read of the counter that faulted may be
// passed over, by the signal's context: it gives 0; false where it was no such read.
static_assert(requires(void* context) {
  { ticks_permitted() } -> std::same_as<bool>;
  { permit_ticks() } -> std::same_as<void>;
  { forbid_ticks() } -> std::same_as<void>;
  { pass_over_tick_read(context) } -> std::same_as<bool>;
});

// Where a traced process is, by the registers that ptrace(2) gives.
static_assert(requires(const user_regs_struct& registers) {
  { program_counter(registers) } -> std::same_as<std::uint64_t>;
});

// Code of known length: ruler(n) takes n times ruler_cycles core cycles; witness(n) n times
// witness_adds additions, as many at once as the core can start; additions that wait for each
// other; a whole loop in assembly, which the suite is compared with; what a loop does that waits
// for another thread.
static_assert(IsConstant<decltype(ruler_cycles), std::uint64_t>);
static_assert(IsConstant<decltype(witness_adds), std::uint64_t>);
static_assert(requires(std::uint64_t n) {
  { ruler(n) } -> std::same_as<void>;
  { witness(n) } -> std::same_as<void>;
  { dependent_adds<1>() } -> std::same_as<void>;
  {
    hand_written_loop<Body{.nops = 1, .adds = 1, .ticks = 1, .traps = 1}>(n)
    } -> std::same_as<void>;
  { relax() } -> std::same_as<void>;
});

// What the hypervisor calls itself, in a block of its own for each name that it has; empty where
// that is not told so. Stops the virtual machine that this runs in; false where that is impossible.
static_assert(requires(unsigned int block) {
  { hypervisor_signature(block) } -> std::same_as<std::string>;
  { pause_emulator() } -> std::same_as<bool>;
});

}  // namespace vdsobench::arch
