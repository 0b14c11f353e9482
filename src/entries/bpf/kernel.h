#pragma once

/*
 * What the BPF programs need of the kernel, written by hand in place of a dump of the build host's
 * types: the integers that libbpf's headers are written in, and the one structure of the stable ABI
 * that is used. Both tracepoints pass what is counted by value, so no kernel structure is read and
 * nothing has to be relocated: one object serves every kernel.
 */

#include <stdbool.h>

typedef unsigned char __u8;
typedef signed short __s16;
typedef unsigned short __u16;
typedef signed int __s32;
typedef unsigned int __u32;
typedef signed long long __s64;
typedef unsigned long long __u64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;

/* include/uapi/linux/bpf.h */
struct bpf_pidns_info {
  __u32 pid;
  __u32 tgid;
};
