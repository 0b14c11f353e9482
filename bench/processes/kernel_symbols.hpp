#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <utility>
#include <vector>

namespace vdsobench::bench {

using KernelSymbol = std::pair<std::uint64_t, std::string>;

/// The functions that reach into these pages (sorted addresses), with all their names. `kallsyms`
/// is /proc/kallsyms, in order of addresses: it is read no further than needed, as printing all of
/// it takes the kernel longer than everything else here.
std::vector<KernelSymbol> symbols_in(const std::vector<std::uint64_t>& pages,
                                     std::istream& kallsyms);

}  // namespace vdsobench::bench
