#pragma once

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cstddef>

namespace vdsobench::entries {

// Lines of a filter of system calls, seccomp(2): what it loads is of seccomp_data.

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset));
}
constexpr sock_filter skip_unless(unsigned value, unsigned char lines) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, lines);
}
constexpr sock_filter skip_if(unsigned value, unsigned char lines) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, lines, 0);
}
constexpr sock_filter answer(unsigned action) { return BPF_STMT(BPF_RET | BPF_K, action); }

}  // namespace vdsobench::entries
