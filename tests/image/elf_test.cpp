#include "image/elf.hpp"

#include <elf.h>
#include <gmock/gmock.h>

#include <bit>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

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

}  // namespace
}  // namespace vdsobench::image
