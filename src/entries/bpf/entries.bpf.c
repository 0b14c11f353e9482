/* Counts how one thread enters the kernel: system calls, and calls of the vsyscall page. */

#include "kernel.h"

#include <bpf/bpf_helpers.h>

#include "../tally.h"

char licence[] SEC("license") = "Dual MIT/GPL";

/* The thread that is counted, as it knows itself: by the ids of its own PID namespace, which the
 * kernel names by the file that /proc/self/ns/pid is. */
const volatile __u64 namespace_device = 0;
const volatile __u64 namespace_inode = 0;
const volatile __u32 process = 0;
const volatile __u32 thread = 0;

/* Mapped by the one who counts. One thread at a time writes it, and no system call begins inside
 * another's entry, so plain additions are exact. */
struct vdsobench_tally tally = {};

/* That thread's ids as the kernel has them, learned at its first system call. On a line of its own:
 * every system call of the machine reads it. */
__u64 counted __attribute__((aligned(64))) = 0;

static __always_inline bool is_counted(void) {
  const __u64 current = bpf_get_current_pid_tgid();
  struct bpf_pidns_info ids = {};

  if (current == counted) return true;
  if (counted) return false;
  /* Linux 5.7 */
  if (bpf_get_ns_current_pid_tgid(namespace_device, namespace_inode, &ids, sizeof(ids)))
    return false;
  if (ids.pid != thread || ids.tgid != process) return false;
  counted = current;
  return true;
}

/* An index that the verifier sees the end of: what lies beyond goes to the last place. */
static __always_inline __u64 bounded(__u64 index, __u64 last) {
  barrier_var(index); /* or the compiler bounds a copy, and the verifier misses it */
  return index < last ? index : last;
}

static __always_inline int count_syscall(__u64 number) {
  if (is_counted()) ++tally.syscalls[bounded(number, VDSOBENCH_NUMBERS)];
  return 0;
}

static __always_inline int count_emulation(__u64 slot) {
  if (is_counted()) ++tally.emulations[bounded(slot, VDSOBENCH_VSYSCALLS)];
  return 0;
}

/* TP_PROTO(struct pt_regs *regs, long id), include/trace/events/syscalls.h. The kernel cuts names
 * to 15 characters: vdsobench_enter for both ways to attach. */

SEC("tp_btf/sys_enter")
int vdsobench_enter(__u64* arguments) { return count_syscall(arguments[1]); }

SEC("raw_tp/sys_enter")
int vdsobench_enter_raw(__u64* arguments) { return count_syscall(arguments[1]); }

/* TP_PROTO(int nr), arch/x86/entry/vsyscall/vsyscall_trace.h: the slot of the page, from the
 * address that was called. */

SEC("tp_btf/emulate_vsyscall")
int vdsobench_emulate(__u64* arguments) { return count_emulation((__u32)arguments[0]); }

SEC("raw_tp/emulate_vsyscall")
int vdsobench_emulate_raw(__u64* arguments) { return count_emulation((__u32)arguments[0]); }
