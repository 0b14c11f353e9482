#include <elf.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <bit>

#include "image/sample.hpp"
#include "image/symbols.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t word = sizeof(std::uint32_t);
constexpr auto absurd = ~std::uint32_t{0};

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

TEST(MalformedHeader, IsNamed) {
  Sample sample("both");
  sample.bytes[1] = std::byte{'F'};
  EXPECT_THAT(sample.complaint(), HasSubstr("no ELF image"));

  sample = Sample("both");
  const bool little = std::endian::native == std::endian::little;
  sample.bytes[EI_DATA] = std::byte{little ? ELFDATA2MSB : ELFDATA2LSB};
  EXPECT_THAT(sample.complaint(), HasSubstr("is not this machine's"));

  sample = Sample("both");
  sample.bytes[EI_CLASS] = std::byte{3};
  EXPECT_EQ(sample.complaint(), "ELF class 3 is neither 32 nor 64 bits");

  sample.bytes.clear();
  EXPECT_THAT(sample.complaint(), HasSubstr("the ELF identification: "));
}

TEST(MalformedProgramHeaders, AreNamed) {
  Sample sample("both");
  sample.set(offsetof(Elf64_Ehdr, e_phentsize), std::uint16_t{1});
  EXPECT_EQ(sample.complaint(), "a program header has 1 bytes instead of 56");

  for (const std::uint64_t offset : {std::uint64_t{1} << 32, ~std::uint64_t{0}}) {
    sample = Sample("both");
    sample.set(offsetof(Elf64_Ehdr, e_phoff), offset);
    EXPECT_THAT(sample.complaint(), HasSubstr("the program header table: "));
  }

  sample = Sample("both");
  sample.set(offsetof(Elf64_Ehdr, e_phnum), std::uint16_t{0xffff});
  EXPECT_THAT(sample.complaint(), HasSubstr("the program header table: "));
}

TEST(MissingSegment, IsNamed) {
  Sample sample("both");
  sample.set(sample.segment(PT_LOAD), std::uint32_t{PT_NULL});
  EXPECT_EQ(sample.complaint(), "no PT_LOAD segment");

  sample = Sample("both");
  sample.set(sample.segment(PT_DYNAMIC), std::uint32_t{PT_NULL});
  EXPECT_EQ(sample.complaint(), "no PT_DYNAMIC segment");
}

TEST(MissingDynamicEntry, IsNamed) {
  const auto without = [](const char* name, std::int64_t tag) {
    Sample sample(name);
    sample.set(sample.dynamic_entry(tag), std::int64_t{DT_DEBUG});
    return sample.complaint();
  };
  EXPECT_EQ(without("both", DT_STRTAB), "no DT_STRTAB");
  EXPECT_EQ(without("both", DT_STRSZ), "no DT_STRSZ");
  EXPECT_EQ(without("both", DT_SYMTAB), "no DT_SYMTAB");
  EXPECT_EQ(without("both", DT_SYMENT), "no DT_SYMENT");
  EXPECT_EQ(without("sysv", DT_HASH), "no DT_HASH or DT_GNU_HASH");
  EXPECT_EQ(without("gnu", DT_GNU_HASH), "no DT_HASH or DT_GNU_HASH");
  EXPECT_EQ(without("both", DT_HASH), "nothing");
  EXPECT_EQ(without("both", DT_GNU_HASH), "nothing");
}

TEST(DynamicSection, EndsWithItsSegmentWithoutATerminator) {
  Sample sample("both");
  sample.set(sample.dynamic_entry(DT_NULL), std::int64_t{DT_DEBUG});
  EXPECT_EQ(sample.complaint(), "nothing");
}

TEST(DynamicSection, EndsWithItsTerminator) {
  Sample sample("both");
  sample.set(sample.get<Elf64_Phdr>(sample.segment(PT_DYNAMIC)).p_offset, std::int64_t{DT_NULL});
  EXPECT_EQ(sample.complaint(), "no DT_HASH or DT_GNU_HASH");
}

TEST(AbsurdDynamicEntry, IsNamed) {
  const auto with = [](std::int64_t tag, std::uint64_t value) {
    Sample sample("both");
    sample.set(sample.dynamic_entry(tag) + offsetof(Elf64_Dyn, d_un), value);
    return sample.complaint();
  };
  for (const std::uint64_t outside : {std::uint64_t{1} << 31, ~std::uint64_t{0}}) {
    EXPECT_THAT(with(DT_STRTAB, outside), HasSubstr("the string table: "));
    EXPECT_THAT(with(DT_STRSZ, outside), HasSubstr("the string table: "));
    EXPECT_THAT(with(DT_SYMTAB, outside), HasSubstr("the symbol table: "));
    EXPECT_THAT(with(DT_HASH, outside), HasSubstr("DT_HASH: "));
    EXPECT_THAT(with(DT_GNU_HASH, outside), HasSubstr("DT_GNU_HASH: "));
    EXPECT_THAT(with(DT_VERSYM, outside), HasSubstr("the version table: "));
    EXPECT_THAT(with(DT_VERDEF, outside), HasSubstr("a version definition: "));
  }
  EXPECT_EQ(with(DT_SYMENT, 16), "a symbol has 16 bytes instead of 24");
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

TEST(MalformedSymbol, IsNamed) {
  const auto with = [](std::size_t field, auto value) {
    Sample sample("both");
    sample.set(sample.symbol("number_17") + field, value);
    return sample.complaint();
  };
  EXPECT_THAT(with(offsetof(Elf64_Sym, st_name), absurd), HasSubstr("a symbol's name: "));
  for (const std::uint64_t outside : {std::uint64_t{1} << 31, ~std::uint64_t{0}}) {
    EXPECT_THAT(with(offsetof(Elf64_Sym, st_value), outside), HasSubstr("function number_17: "));
    EXPECT_THAT(with(offsetof(Elf64_Sym, st_size), outside), HasSubstr("function number_17: "));
  }
}

TEST(StringTable, ThatDoesNotEndIsNamed) {
  Sample sample("both");
  const auto size_at = sample.dynamic_entry(DT_STRSZ) + offsetof(Elf64_Dyn, d_un);
  sample.set(size_at, sample.get<std::uint64_t>(size_at) - 1);
  EXPECT_THAT(sample.complaint(), HasSubstr("has no end"));
}

TEST(MalformedVersions, AreNamed) {
  Sample sample("both");
  sample.set(sample.table(DT_VERDEF) + offsetof(Elf64_Verdef, vd_next), absurd);
  EXPECT_THAT(sample.complaint(), HasSubstr("a version definition: "));

  sample = Sample("both");
  sample.set(sample.table(DT_VERDEF) + offsetof(Elf64_Verdef, vd_aux), absurd);
  EXPECT_THAT(sample.complaint(), HasSubstr("a version's name: "));
}

TEST(SymbolOfAnUndefinedVersion, IsLeftOut) {
  Sample sample("both");
  const auto index = sample.symbol_index("number_17");
  sample.set(sample.table(DT_VERSYM) + 2 * index, std::uint16_t{77});
  const auto table = sample.parse();
  ASSERT_TRUE(table);
  EXPECT_FALSE(table.value().find("number_17", "SAMPLE_1"));
  EXPECT_TRUE(table.value().find("number_18", "SAMPLE_1"));
}

}  // namespace
}  // namespace vdsobench::image
