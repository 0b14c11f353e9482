/* Counts how programs enter the kernel for what a vDSO could tell them: by the functions of the
 * kernel that answer those system calls, so that no other call is any dearer.
 *
 * The kernel emulates the vsyscall page by the same functions (emulate_vsyscall in
 * arch/x86/entry/vsyscall/vsyscall_64.c): such an entry has an address in that page. */

#include "../../entries/bpf/kernel.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "../entry.h"
#include "task.h"

char licence[] SEC("license") = "Dual MIT/GPL";

/* include/uapi/linux/bpf.h */
enum { BPF_MAP_TYPE_HASH = 1, BPF_MAP_TYPE_PERCPU_HASH = 5, BPF_MAP_TYPE_PERCPU_ARRAY = 6 };
enum { BPF_MAP_TYPE_CGROUP_ARRAY = 8, BPF_NOEXIST = 1 };
enum bpf_func_id___known { BPF_FUNC_get_current_task_btf___known = 158 };

/* The PID namespace of who watches; 0 for the first one, where the kernel's numbers hold. */
const volatile __u64 namespace_device = 0;
const volatile __u64 namespace_inode = 0;
/* Who is watched: all, or this process, or those in this cgroup. */
const volatile __u32 only_process = 0;
const volatile bool only_cgroup = false;
/* Or only what this process, by the kernel's number, has started. */
const volatile __u32 only_below = 0;
/* And of whom: of all users, or of this one. */
const volatile bool only_own = false;
const volatile __u32 user = 0;

struct {
  __uint(type, BPF_MAP_TYPE_PERCPU_HASH);
  __uint(max_entries, VDSOBENCH_ENTRIES);
  __type(key, struct vdsobench_entry);
  __type(value, __u64);
} entries SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, VDSOBENCH_ENTRIES);
  __type(key, struct vdsobench_entry);
  __type(value, struct vdsobench_first);
} firsts SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, VDSOBENCH_FUNCTIONS);
  __type(key, __u32);
  __type(value, __u64);
} others SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
  __uint(max_entries, 1);
  __type(key, __u32);
  __type(value, __u32);
} cgroup SEC(".maps");

static __always_inline void name_process(struct vdsobench_entry* entry) {
  struct bpf_pidns_info own = {};

  entry->process = bpf_get_current_pid_tgid() >> 32;
  if (!namespace_inode) return;
  entry->outside =
      bpf_get_ns_current_pid_tgid(namespace_device, namespace_inode, &own, sizeof(own)) != 0;
  if (!entry->outside) entry->process = own.tgid;
}

/* Linux 5.11. */
static __always_inline struct task_struct* this_task(void) {
  if (!bpf_core_enum_value_exists(enum bpf_func_id___known, BPF_FUNC_get_current_task_btf___known))
    return 0;
  return bpf_get_current_task_btf();
}

/* A process that lost its parent is given to the nearest that takes care of such
 * (PR_SET_CHILD_SUBREAPER), which is the one who follows: the way up never misses it. */
static __always_inline bool is_below(__u32 ancestor) {
  const int most = 64;
  struct task_struct* task = this_task();

  if (!task) return false;
  for (int i = 0; i < most; ++i) {
    task = task->real_parent;
    if (task->tgid == (int)ancestor) return true;
    if (task->tgid <= 1) return false;
  }
  return false;
}

static __always_inline bool is_watched(const struct vdsobench_entry* entry) {
  if (only_own && (__u32)bpf_get_current_uid_gid() != user) return false;
  if (only_process && (entry->process != only_process || entry->outside)) return false;
  if (only_below && !is_below(only_below)) return false;
  return !only_cgroup || bpf_current_task_under_cgroup(&cgroup, 0) == 1;
}

/* A 32-bit program enters by the vDSO's __kernel_vsyscall, whoever asks, and the vDSO's own
 * functions do too. It has pushed three registers (arch/x86/entry/vdso/vdso32/system_call.S): above
 * them is who called it. */
static __always_inline __u64 caller_of(__u64 address, __u64 stack) {
  const __u64 most = 2 * 4096; /* more than a 32-bit image has */
  struct task_struct* task = this_task();
  __u32 caller = 0;

  if (!task || !task->mm) return address;
  if (address - (__u64)task->mm->context.vdso >= most) return address;
  return bpf_probe_read_user(&caller, sizeof(caller), (void*)(stack + 12)) ? address : caller;
}

/* What is typed by BTF is read as it is: bpf_probe_read_kernel is what lockdown takes away. */
static __always_inline void learn(struct vdsobench_first* first) {
  struct task_struct* task = this_task();

  if (!task) return;
  __builtin_memcpy(first->name, task->group_leader->comm, sizeof(first->name));
  if (!task->mm) return;
  first->vdso = (__u64)task->mm->context.vdso;
  first->program = task->mm->start_code;
  first->program_end = task->mm->end_code;
}

static __always_inline __u64* meet(const struct vdsobench_entry* entry, bool typed) {
  const __u64 none = 0;
  struct vdsobench_first first = {};

  /* Another CPU may have been faster. */
  bpf_map_update_elem(&entries, entry, &none, BPF_NOEXIST);
  __u64* calls = bpf_map_lookup_elem(&entries, entry);
  if (!calls) return 0;
  bpf_get_current_comm(first.name, sizeof(first.name));
  if (typed) learn(&first);
  bpf_map_update_elem(&firsts, entry, &first, BPF_NOEXIST);
  return calls;
}

/* Atomic: before Linux 5.12 a task may be preempted here by another that counts the same. */
static __always_inline int count(const struct vdsobench_entry* entry, bool typed) {
  __u64* calls = bpf_map_lookup_elem(&entries, entry);

  if (!calls) calls = meet(entry, typed);
  if (!calls) calls = bpf_map_lookup_elem(&others, &entry->function);
  if (calls) __sync_fetch_and_add(calls, 1);
  return 0;
}

struct hook {
  __u32 function;
  bool has_clock, bits32, typed;
};

static __always_inline int enter(const struct registers* registers, struct hook hook) {
  struct vdsobench_entry entry = {.function = hook.function, .bits32 = hook.bits32};

  name_process(&entry);
  if (!is_watched(&entry)) return 0;
  entry.address = registers->ip;
  if (hook.bits32 && hook.typed) entry.address = caller_of(registers->ip, registers->sp);
  if (hook.has_clock) entry.clock = (int)(hook.bits32 ? registers->bx : registers->di);
  return count(&entry, hook.typed);
}

/* A kprobe has the registers of the kernel's function, of which the first argument is where the
 * program's are. Without types there is no other way to read them. */
static __always_inline int enter_probed(const struct registers* kernels, struct hook hook) {
  struct registers registers;

  if (bpf_probe_read_kernel(&registers, sizeof(registers), (void*)kernels->di)) return 0;
  return enter(&registers, hook);
}

/* The kernel cuts names to 15 characters: vdsobench_watch for all. */

/* A kernel's function both ways: typed by its BTF, from which the trampoline calls at once (Linux
 * 5.5), or by a kprobe. */
#define HOOK(kernels, which, clocks, narrow)                                     \
  SEC("fentry/" #kernels)                                                        \
  int vdsobench_watch_typed##kernels(__u64* arguments) {                         \
    return enter((const struct registers*)arguments[0],                          \
                 (struct hook){which, clocks, narrow, true});                    \
  }                                                                              \
  SEC("kprobe/" #kernels)                                                        \
  int vdsobench_watch_probed##kernels(const struct registers* registers) {       \
    return enter_probed(registers, (struct hook){which, clocks, narrow, false}); \
  }

/* arch/x86/entry/syscalls/syscall_64.tbl */
HOOK(__x64_sys_gettimeofday, VDSOBENCH_GETTIMEOFDAY, false, false)
HOOK(__x64_sys_time, VDSOBENCH_TIME, false, false)
HOOK(__x64_sys_getcpu, VDSOBENCH_GETCPU, false, false)
HOOK(__x64_sys_clock_gettime, VDSOBENCH_CLOCK_GETTIME, true, false)
HOOK(__x64_sys_clock_getres, VDSOBENCH_CLOCK_GETRES, true, false)
HOOK(__x64_sys_getrandom, VDSOBENCH_GETRANDOM, false, false)

/* arch/x86/entry/syscalls/syscall_32.tbl: clocks with 32-bit and with 64-bit seconds. */
HOOK(__ia32_compat_sys_gettimeofday, VDSOBENCH_GETTIMEOFDAY, false, true)
HOOK(__ia32_sys_time32, VDSOBENCH_TIME, false, true)
HOOK(__ia32_sys_getcpu, VDSOBENCH_GETCPU, false, true)
HOOK(__ia32_sys_clock_gettime32, VDSOBENCH_CLOCK_GETTIME, true, true)
HOOK(__ia32_sys_clock_gettime, VDSOBENCH_CLOCK_GETTIME, true, true)
HOOK(__ia32_sys_clock_getres_time32, VDSOBENCH_CLOCK_GETRES, true, true)
HOOK(__ia32_sys_clock_getres, VDSOBENCH_CLOCK_GETRES, true, true)
HOOK(__ia32_sys_getrandom, VDSOBENCH_GETRANDOM, false, true)

/* The last resort. The registers of a task lie where it entered the kernel (Linux 5.15). */
static __always_inline int enter_traced(struct hook hook) {
  struct task_struct* task = this_task();

  return task ? enter((const struct registers*)bpf_task_pt_regs(task), hook) : 0;
}

/* Such a tracepoint sends every system call of every process the slow way into the kernel
 * (TIF_SYSCALL_TRACEPOINT), and passes calls of 32 bits by (arch_trace_is_compat_syscall). */
#define TRACE(name, which, clocks)                                        \
  SEC("tracepoint/syscalls/sys_enter_" #name)                             \
  int vdsobench_watch_traced_##name(void* call __attribute__((unused))) { \
    return enter_traced((struct hook){which, clocks, false, true});       \
  }

TRACE(gettimeofday, VDSOBENCH_GETTIMEOFDAY, false)
TRACE(time, VDSOBENCH_TIME, false)
TRACE(getcpu, VDSOBENCH_GETCPU, false)
TRACE(clock_gettime, VDSOBENCH_CLOCK_GETTIME, true)
TRACE(clock_getres, VDSOBENCH_CLOCK_GETRES, true)
TRACE(getrandom, VDSOBENCH_GETRANDOM, false)

/* No system call is made for the vsyscall page. Its functions come in the order of ours. */
SEC("tp_btf/emulate_vsyscall")
int vdsobench_watch_traced_vsyscall(__u64* arguments) {
  const __u32 function = arguments[0];

  if (function > VDSOBENCH_GETCPU) return 0;
  return enter_traced((struct hook){function, false, false, true});
}
