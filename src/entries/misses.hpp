#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace vdsobench::entries {

/// How often the kernel did not run a BPF program because it was running already, from the
/// program's file descriptor. 0 before 5.12, which does not say so; but programs on raw
/// tracepoints, typed or not, are only ever skipped since 6.1 (commit 05b24ff9b2cf). A reason where
/// /proc does not tell.
Result<std::uint64_t> recursion_misses(int program);

/// The same from the text of /proc/self/fdinfo/N.
std::uint64_t parse_recursion_misses(std::string_view fdinfo);

}  // namespace vdsobench::entries
