#pragma once

#include <cstdint>
#include <string>

#include "base/root.hpp"
#include "programs/subject.hpp"

namespace vdsobench::programs {

/// Whose instruction entered the kernel.
enum class Place {
  vdso,      // the vDSO's, which fell back
  vsyscall,  // the legacy page was called, and the kernel emulated it
  libc,      // the C library's
  library,   // another shared library's
  program,   // one of the program's own file; with a static C library, perhaps that one's
  memory,    // of memory without a file: generated code
  unknown,   // the process has ended, or may not be looked into
};

/// As it stands in results, such as "vdso".
std::string_view to_string(Place place);

/// Where an entry came from. Text of it is printable.
struct Origin {
  Place place;
  std::string file = {};     // where there is one
  std::string symbol = {};   // of the function, where the file tells
  std::uint64_t offset = 0;  // in the file
};

/// Where the instruction before `address` lies, as a system call's return address has it.
Origin origin_of(const Root& root, const Subject& subject, std::uint64_t address);

/// In a few words for a table, such as "vDSO", "libc: clock_gettime" or "java+0x1234".
std::string brief(const Origin& origin);

}  // namespace vdsobench::programs
