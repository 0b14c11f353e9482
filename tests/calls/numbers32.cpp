#include "calls/numbers32.hpp"

// Defines the same names as the 64-bit table, so no other file can include it.
#include <asm/unistd_32.h>

namespace vdsobench::calls {

const std::map<std::string_view, long>& numbers32() {
  static const std::map<std::string_view, long> numbers = {
      {"gettimeofday", __NR_gettimeofday},
      {"time", __NR_time},
      {"getcpu", __NR_getcpu},
      {"clock_gettime", __NR_clock_gettime},
      {"clock_getres", __NR_clock_getres},
      {"getrandom", __NR_getrandom},
      {"getppid", __NR_getppid},
  };
  return numbers;
}

}  // namespace vdsobench::calls
