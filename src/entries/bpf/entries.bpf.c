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

/* That thread as the kernel has it, learned when it is first seen: its ids, and where its registers
 * lie at a system call, which is at the end of its own kernel stack (task_pt_regs). Comparing that
 * address needs no helper, and what is done here is what a system call of that thread costs more.
 *
 * The tally is mapped by the one who counts. One thread at a time writes it, and no system call
 * begins inside another's entry, so plain additions are exact. */
struct {
  __u64 ids;
  __u64 registers;
  struct vdsobench_tally tally;
} counted = {};

static __always_inline bool is_this_thread(void) {
  struct bpf_pidns_info own = {};

  /* Linux 5.7 */
  if (bpf_get_ns_current_pid_tgid(namespace_device, namespace_inode, &own, sizeof(own)))
    return false;
  return own.pid == thread && own.tgid == process;
}

static __always_inline bool is_counted(void) {
  const __u64 ids = bpf_get_current_pid_tgid();

  if (!counted.ids && is_this_thread()) counted.ids = ids;
  return counted.ids == ids;
}

/* An index that the verifier sees the end of: what lies beyond goes to the last place. */
static __always_inline __u64 bounded(__u64 index, __u64 last) {
  barrier_var(index); /* or the compiler bounds a copy, and the verifier misses it */
  return index < last ? index : last;
}

static __always_inline int count_syscall(__typeof__(counted)* in, __u64 number) {
  ++in->tally.syscalls[bounded(number, VDSOBENCH_NUMBERS)];
  return 0;
}

/* Until the thread has made its first system call here. Apart from what is done every time, so that
 * the registers it needs are saved for it alone. */
static __noinline int meet(__u64* arguments) {
  if (!is_counted()) return 0;
  counted.registers = arguments[0];
  return count_syscall(&counted, arguments[1]);
}

static __always_inline int enter(__u64* arguments) {
  __typeof__(counted)* in = &counted;

  barrier_var(in); /* or its address is loaded twice */
  if (arguments[0] == in->registers) return count_syscall(in, arguments[1]);
  return in->registers ? 0 : meet(arguments); /* all other threads pay for it: at once */
}

static __always_inline int count_emulation(__u64 slot) {
  if (is_counted()) ++counted.tally.emulations[bounded(slot, VDSOBENCH_VSYSCALLS)];
  return 0;
}

/* TP_PROTO(struct pt_regs *regs, long id), include/trace/events/syscalls.h. The kernel cuts names
 * to 15 characters: vdsobench_enter for both ways to attach. */

SEC("tp_btf/sys_enter")
int vdsobench_enter(__u64* arguments) { return enter(arguments); }

SEC("raw_tp/sys_enter")
int vdsobench_enter_raw(__u64* arguments) { return enter(arguments); }

/* TP_PROTO(int nr), arch/x86/entry/vsyscall/vsyscall_trace.h: the slot of the page, from the
 * address that was called. */

SEC("tp_btf/emulate_vsyscall")
int vdsobench_emulate(__u64* arguments) { return count_emulation((__u32)arguments[0]); }

SEC("raw_tp/emulate_vsyscall")
int vdsobench_emulate_raw(__u64* arguments) { return count_emulation((__u32)arguments[0]); }
