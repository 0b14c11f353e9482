#include "image/hash_table.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t word = sizeof(std::uint32_t);
/// Where the parts of the two hash tables lie.
struct SysvLayout {
  explicit SysvLayout(const Sample& sample)
      : bucket_count(sample.table(DT_HASH)),
        chain_count(bucket_count + 4),
        buckets(bucket_count + 8),
        chains(buckets + word * sample.get<std::uint32_t>(bucket_count)) {}
  std::uint64_t bucket_count, chain_count, buckets, chains;
};

struct GnuLayout {
  explicit GnuLayout(const Sample& sample)
      : bucket_count(sample.table(DT_GNU_HASH)),
        first_symbol(bucket_count + 4),
        bloom_count(bucket_count + 8),
        buckets(bucket_count + 16 + 2 * word * sample.get<std::uint32_t>(bloom_count)),
        hashes(buckets + word * sample.get<std::uint32_t>(bucket_count)) {}
  std::uint64_t bucket_count, first_symbol, bloom_count, buckets, hashes;
};

/// Every symbol from the table's first on has one; DT_SYMTAB is followed by DT_STRTAB in a sample.
std::uint64_t number_of_hashes(const Sample& sample) {
  const auto symbols = (sample.table(DT_STRTAB) - sample.table(DT_SYMTAB)) / sizeof(Elf64_Sym);
  return symbols - sample.get<std::uint32_t>(GnuLayout(sample).first_symbol);
}

TEST(MalformedSysvHash, IsNamed) {
  const auto with = [](std::uint64_t SysvLayout::*field, std::uint32_t value) {
    Sample sample("sysv");
    sample.set(SysvLayout(sample).*field, value);
    return sample.complaint();
  };
  EXPECT_EQ(with(&SysvLayout::bucket_count, 0), "DT_HASH has no buckets");
  EXPECT_THAT(with(&SysvLayout::bucket_count, absurd), HasSubstr("DT_HASH's buckets: "));
  EXPECT_THAT(with(&SysvLayout::chain_count, absurd), HasSubstr("DT_HASH's chains: "));
  EXPECT_THAT(with(&SysvLayout::buckets, absurd), HasSubstr("DT_HASH names symbol 4294967295 of"));
}

TEST(SysvHash, MayNotNameTheSymbolAfterTheLast) {
  Sample sample("sysv");
  const SysvLayout layout(sample);
  const auto count = sample.get<std::uint32_t>(layout.chain_count);
  sample.set(layout.buckets, count);
  EXPECT_EQ(sample.complaint(), fmt::format("DT_HASH names symbol {} of {}", count, count));
}

TEST(LoopingSysvChain, IsNamed) {
  Sample sample("sysv");
  const auto index = static_cast<std::uint32_t>(sample.symbol_index("number_17"));
  sample.set(SysvLayout(sample).chains + word * index, index);
  EXPECT_EQ(sample.complaint(), "DT_HASH's chains loop");
}

TEST(MalformedGnuHash, IsNamed) {
  const auto with = [](std::uint64_t GnuLayout::*field, std::uint32_t value) {
    Sample sample("gnu");
    sample.set(GnuLayout(sample).*field, value);
    return sample.complaint();
  };
  EXPECT_EQ(with(&GnuLayout::bucket_count, 0), "DT_GNU_HASH has no buckets");
  EXPECT_THAT(with(&GnuLayout::bucket_count, absurd), HasSubstr("buckets: "));
  EXPECT_THAT(with(&GnuLayout::bloom_count, absurd), HasSubstr("buckets: "));
  EXPECT_THAT(with(&GnuLayout::first_symbol, absurd), HasSubstr("before its first, 4294967295"));
  EXPECT_THAT(with(&GnuLayout::buckets, absurd), HasSubstr("last chain: "));
}

/// The table is moved to the image's end, where nothing follows that could end a chain.
TEST(EndlessGnuChain, EndsWithTheImage) {
  Sample sample("gnu");
  const GnuLayout layout(sample);
  const auto end = layout.hashes + word * number_of_hashes(sample);
  const std::vector table(&sample.bytes[layout.bucket_count], &sample.bytes[end]);
  const std::uint64_t moved_to = sample.bytes.size();
  sample.bytes.insert(sample.bytes.end(), table.begin(), table.end());
  sample.set(sample.dynamic_entry(DT_GNU_HASH) + offsetof(Elf64_Dyn, d_un), moved_to);
  EXPECT_EQ(sample.complaint(), "nothing");
  sample.bytes[sample.bytes.size() - 4] &= std::byte{0xfe};
  EXPECT_THAT(sample.complaint(), HasSubstr("DT_GNU_HASH's last chain: "));
}

}  // namespace
}  // namespace vdsobench::image
