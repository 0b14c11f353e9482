#pragma once

#include <span>
#include <string>

#include "calls/function.hpp"
#include "calls/loop.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls {

/// One function by one path: a cell of the matrix.
struct Call {
  const Function* function;
  const Path* path;
  Loop loop;

  std::string name() const;  // such as "gettimeofday/vdso"
};

/// Every call that a system can offer: the functions times the paths that serve them.
std::span<const Call> all_calls();

/// Every path, in the order of the columns.
std::span<const Path* const> all_paths();

/// The call by the trap instruction that gives the same answer: what the kernel itself says. Null
/// where there is none.
const Call* reference_of(const Call& call);

}  // namespace vdsobench::calls
