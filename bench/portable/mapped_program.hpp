#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.hpp"

namespace vdsobench {

/// A program or a loader that lies in this process as the kernel would have mapped it.
struct MappedProgram {
  std::uintptr_t base;       // what its file's addresses are counted from
  std::uintptr_t entry;      // where it begins
  std::uintptr_t headers;    // of its segments
  std::size_t header_count;  // how many

  /// A place in it, by the file's address.
  template <class T>
  T* at(std::uint64_t address) const {
    return reinterpret_cast<T*>(base + address);
  }
};

/// Maps the segments of an x86-64 file that may lie anywhere (ET_DYN), as load_elf_binary of
/// fs/binfmt_elf.c does, but without running it. What was mapped stays. The reason says what the
/// file lacks.
Result<MappedProgram> map_program(int file);

}  // namespace vdsobench
