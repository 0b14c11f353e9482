#pragma once

#include <string>

namespace vdsobench::entries {

/// What this process lacks to use BPF for tracing, and the remedy; empty if nothing.
std::string lacking_for_bpf();

/// Why the kernel refused a BPF program although nothing seemed to be lacking.
std::string bpf_obstacle(int error);

/// Why the kernel refused a perf counter for a tracepoint, and the remedy.
std::string perf_obstacle(int error);

/// Why the ids of tracepoints cannot be read, and the remedy.
std::string tracefs_obstacle();

/// Why the kernel refused a seccomp filter.
std::string seccomp_obstacle(int error);

}  // namespace vdsobench::entries
