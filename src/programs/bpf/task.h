#pragma once

/*
 * What is read of a kernel task, by the kernel's own BTF: the fields that are named here, wherever
 * the running kernel has them.
 */

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct mm_struct {
  unsigned long start_code, end_code;
  struct {
    void* vdso; /* of x86, arm64 and others: arch/.../include/asm/mmu.h */
  } context;
};

struct task_struct {
  int tgid;
  struct task_struct* real_parent; /* who started it, or takes care of it since that one ended */
  struct task_struct* group_leader;
  struct mm_struct* mm;
  char comm[16];
};

#pragma clang attribute pop

/* Where the registers of a process lie while the kernel works for it: the order of x86, which is
 * that of ptrace(2) and never changes (arch/x86/include/uapi/asm/ptrace.h). */
struct registers {
  unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di;
  unsigned long orig_ax, ip, cs, flags, sp, ss;
};
