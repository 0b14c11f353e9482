#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace vdsobench::programs {

/// How hooks are attached, the best first: by the trampolines of BPF, by kprobes, which cost more,
/// or by the tracepoints of these system calls, which make every system call of the machine dearer
/// and count none of 32 bits.
enum class Way { fentry, kprobe, tracepoint };

constexpr std::string_view to_string(Way way) {
  constexpr std::array<std::string_view, 3> names = {"fentry", "kprobe", "tracepoint"};
  return names[static_cast<std::size_t>(way)];
}

}  // namespace vdsobench::programs
