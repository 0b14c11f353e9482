#pragma once

#include <array>
#include <tuple>

#include "calls/path.hpp"
#include "calls/paths/insn.hpp"
#include "calls/paths/int80.hpp"
#include "calls/paths/libc.hpp"
#include "calls/paths/syscall.hpp"
#include "calls/paths/vdso.hpp"
#include "calls/paths/vsyscall.hpp"

namespace vdsobench::calls {

/// Table 2: every path, in the order of the columns. To add one, add a struct in paths/ and name it
/// here.
using Paths = std::tuple<paths::Libc, paths::Vdso, paths::Syscall, paths::Insn, paths::Vsyscall,
                         paths::Int80>;

template <class P>
inline constexpr Path path_of = {P::name,   P::meaning, P::by_default, P::traps,
                                 P::layout, P::resolve, P::error};

}  // namespace vdsobench::calls
