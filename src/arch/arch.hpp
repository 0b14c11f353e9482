#pragma once

// The only place of the project that asks which architecture it is built for. A header per
// architecture answers, in namespace vdsobench::arch:
//
//   name                        as in `uname -m`
//   vdso_prefix, vdso_version   how the vDSO names what it exports, vdso(7)
//   vsyscall_slot(symbol)       address in the legacy page, 0 where there is none
//   vsyscall_index(address)     which slot of that page, −1 where it is none
//   has_int80, low_memory       the 32-bit entry of a 64-bit process, and the mmap flag that keeps
//                               its arguments within 32 bits
//   number32(symbol)            the number of a system call in the 32-bit table, −1 for none
//   trap(number, words...)      the system call instruction, inline; 0 to 3 words
//   trap32(number, words...)    the same by `int $0x80`, where has_int80
//   audit_architecture          of its system calls, for seccomp(2)
//   second_word(), answer()     word and answer of a trapped system call, by the signal's context
//   counter                     name of the tick counter
//   bare_ticks()                the counter with no fence
//   ticks()                     the same, fenced on both sides: for before and after what is timed
//   relax()                     what a loop does that waits for another thread
//   ruler(n), ruler_cycles      a chain of instructions of known length in core cycles
//   dependent_adds<count>()     additions that wait for each other
//   hand_written_loop<body>(n)  a whole loop in assembly, which the suite is held against
//   ticks_are_steady()          false where the counter may change its rate
//   hypervisor_signature(block) what the hypervisor calls itself, empty where that is not told so
//   pause_emulator()            stops the virtual machine that this runs in, where that is possible
//   permit_ticks(), forbid_ticks(), ticks_permitted()   PR_SET_TSC of prctl(2) and its kin
//   pass_over_tick_read(context)    lets a read of the counter that faulted give 0, by the signal's
//                               context; false where it was no such read

#if defined(__x86_64__) && defined(__LP64__)
#include "arch/x86_64.hpp"
#else
#error "vdsobench has no header for this architecture: see src/arch/arch.hpp for what one holds"
#endif
