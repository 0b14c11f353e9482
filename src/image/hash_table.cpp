#include "image/hash_table.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>

namespace vdsobench::image {

namespace {

using Word = std::uint32_t;

Word sysv_hash(std::string_view name) {
  Word hash = 0;
  for (const char letter : name) {
    hash = (hash << 4) + static_cast<unsigned char>(letter);
    const Word high = hash & 0xf0000000;
    hash = (hash ^ (high >> 24)) & ~high;
  }
  return hash;
}

Word gnu_hash(std::string_view name) {
  Word hash = 5381;
  for (const char letter : name) hash = hash * 33 + static_cast<unsigned char>(letter);
  return hash;
}

std::vector<Word> read_buckets(Bytes table, std::uint64_t offset, Word count, const char* name) {
  if (count == 0) throw Malformed(fmt::format("{} has no buckets", name));
  return table.read_array<Word>(offset, count, fmt::format("{}'s buckets", name));
}

}  // namespace

SysvHash::SysvHash(Bytes table) {
  const auto sizes = table.read_array<Word>(0, 2, "DT_HASH's header");
  buckets_ = read_buckets(table, sizeof(Word) * 2, sizes[0], "DT_HASH");
  const auto chains_offset = sizeof(Word) * (std::uint64_t{2} + sizes[0]);
  chains_ = table.read_array<Word>(chains_offset, sizes[1], "DT_HASH's chains");
  check_chains();
}

/// A symbol is on one chain at most, so that more steps than symbols mean a loop.
void SysvHash::check_chains() const {
  std::uint64_t steps = 0;
  for (const Word bucket : buckets_) {
    for (Word index = bucket; index != 0; index = chains_[index]) {
      if (index >= chains_.size())
        throw Malformed(fmt::format("DT_HASH names symbol {} of {}", index, chains_.size()));
      if (++steps > chains_.size()) throw Malformed("DT_HASH's chains loop");
    }
  }
}

std::vector<Word> SysvHash::candidates(std::string_view name) const {
  std::vector<Word> found;
  for (Word index = buckets_[sysv_hash(name) % buckets_.size()]; index != 0; index = chains_[index])
    found.push_back(index);
  return found;
}

GnuHash::GnuHash(Bytes table, ElfClass elf) {
  const auto header = table.read_array<Word>(0, 4, "DT_GNU_HASH's header");
  first_symbol_ = header[1];
  const auto buckets_offset = sizeof(Word) * 4 + word_size(elf) * header[2];
  buckets_ = read_buckets(table, buckets_offset, header[0], "DT_GNU_HASH");
  read_hashes(table.from(buckets_offset + sizeof(Word) * buckets_.size(), "DT_GNU_HASH's hashes"));
}

/// The table does not say how many symbols there are: they end where the last chain does.
void GnuHash::read_hashes(Bytes hashes) {
  for (const Word bucket : buckets_)
    if (bucket != 0 && bucket < first_symbol_)
      throw Malformed(
          fmt::format("DT_GNU_HASH names symbol {} before its first, {}", bucket, first_symbol_));
  const Word last_chain = *std::ranges::max_element(buckets_);
  if (last_chain == 0) return;
  std::uint64_t count = last_chain - first_symbol_;
  while ((hashes.read<Word>(count * sizeof(Word), "DT_GNU_HASH's last chain") & 1) == 0) ++count;
  hashes_ = hashes.read_array<Word>(0, count + 1, "DT_GNU_HASH's hashes");
}

std::vector<Word> GnuHash::candidates(std::string_view name) const {
  const Word hash = gnu_hash(name);
  const Word chain = buckets_[hash % buckets_.size()];
  std::vector<Word> found;
  if (chain == 0) return found;
  for (Word index = chain;; ++index) {
    const Word entry = hashes_[index - first_symbol_];
    if ((entry | 1) == (hash | 1)) found.push_back(index);
    if ((entry & 1) != 0) return found;
  }
}

HashTables::HashTables(Bytes image, const Dynamic& dynamic, ElfClass elf) {
  if (const auto at = dynamic.offset(DT_HASH)) sysv_.emplace(image.from(*at, "DT_HASH"));
  if (const auto at = dynamic.offset(DT_GNU_HASH))
    gnu_.emplace(image.from(*at, "DT_GNU_HASH"), elf);
  if (!sysv_ && !gnu_) throw Malformed("no DT_HASH or DT_GNU_HASH");
}

std::uint64_t HashTables::symbol_count() const {
  return std::max(sysv_ ? sysv_->symbol_count() : 0, gnu_ ? gnu_->symbol_count() : 0);
}

std::vector<Word> HashTables::candidates(std::string_view name) const {
  return gnu_ ? gnu_->candidates(name) : sysv_->candidates(name);
}

}  // namespace vdsobench::image
