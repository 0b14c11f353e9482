#include "image/versions.hpp"

#include <elf.h>
#include <gmock/gmock.h>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

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
