#include <elf.h>
#include <gmock/gmock.h>

#include "image/sample.hpp"
#include "image/symbols.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

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

}  // namespace
}  // namespace vdsobench::image
