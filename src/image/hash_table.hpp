#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "image/bytes.hpp"
#include "image/elf.hpp"

namespace vdsobench::image {

/// DT_HASH, System V gABI chapter 5. Its entries have 32 bits on every architecture but alpha and
/// s390x.
class SysvHash {
 public:
  /// Throws Malformed unless every chain ends and stays within the table.
  explicit SysvHash(Bytes table);

  std::uint64_t symbol_count() const { return chains_.size(); }

  /// Indexes of the symbols that may bear this name.
  std::vector<std::uint32_t> candidates(std::string_view name) const;

 private:
  void check_chains() const;

  std::vector<std::uint32_t> buckets_;
  std::vector<std::uint32_t> chains_;
};

/// DT_GNU_HASH. Its Bloom filter is passed over, as the kernel's reference parser does: it only
/// spares time.
class GnuHash {
 public:
  /// Throws Malformed unless every chain ends and stays within the table.
  GnuHash(Bytes table, ElfClass elf);

  std::uint64_t symbol_count() const { return first_symbol_ + hashes_.size(); }

  /// Indexes of the symbols that may bear this name.
  std::vector<std::uint32_t> candidates(std::string_view name) const;

 private:
  void read_hashes(Bytes hashes);

  std::uint32_t first_symbol_ = 0;
  std::vector<std::uint32_t> buckets_;
  std::vector<std::uint32_t> hashes_;  // of first_symbol_ and on; bit 0 set ends a chain
};

/// The tables of one image: at least one of the two.
class HashTables {
 public:
  HashTables(Bytes image, const Dynamic& dynamic, ElfClass elf);

  std::uint64_t symbol_count() const;

  /// From DT_GNU_HASH where there are both, as the kernel's reference parser and libc do.
  std::vector<std::uint32_t> candidates(std::string_view name) const;

 private:
  std::optional<SysvHash> sysv_;
  std::optional<GnuHash> gnu_;
};

}  // namespace vdsobench::image
