#include "image/build_id.hpp"

#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

void append(std::string& notes, std::uint32_t type, const std::string& name,
            const std::string& content, std::size_t alignment) {
  const Elf64_Nhdr header{static_cast<std::uint32_t>(name.size()),
                          static_cast<std::uint32_t>(content.size()), type};
  notes.append(reinterpret_cast<const char*>(&header), sizeof header);
  for (const auto& field : {name, content}) {
    notes += field;
    notes.resize((notes.size() + alignment - 1) / alignment * alignment);
  }
}

const std::string gnu("GNU\0", 4);
const std::string id("\xab\x01\x00\xff", 4);

std::string id_in(const std::string& notes, std::uint64_t alignment = 4) {
  const Segment segment{PT_NOTE, 0, 0, notes.size(), alignment};
  return read_build_id(Bytes(std::as_bytes(std::span(notes))), {segment});
}

TEST(BuildId, IsReadFromTheSamples) {
  EXPECT_EQ(Sample("both").parse().value().build_id(), "0123456789abcdef");
  EXPECT_EQ(Sample("gnu").parse().value().build_id().size(), 40U);
  EXPECT_EQ(Sample("sysv").parse().value().build_id(), "");
}

TEST(BuildId, IsFoundBehindOtherNotes) {
  for (const std::size_t alignment : {4U, 8U}) {
    std::string notes;
    append(notes, 0, std::string("Linux\0", 6), "12345", alignment);
    append(notes, NT_GNU_BUILD_ID, std::string("Go\0\0", 4), "other", alignment);
    append(notes, NT_GNU_PROPERTY_TYPE_0, gnu, "12345678", alignment);
    append(notes, NT_GNU_BUILD_ID, gnu, id, alignment);
    EXPECT_EQ(id_in(notes, alignment), "ab0100ff") << alignment;
  }
}

TEST(BuildId, NeedsNoPaddingAfterTheLastNote) {
  std::string notes;
  append(notes, NT_GNU_BUILD_ID, gnu, "\x11\x22\x33", 1);
  EXPECT_EQ(id_in(notes), "112233");
}

TEST(BuildId, IsEmptyForNotesThatDoNotHoldTogether) {
  std::string whole;
  append(whole, NT_GNU_BUILD_ID, gnu, id, 4);
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(id_in(std::string(whole, 0, size)), "") << size;
  for (const std::size_t length_field : {0U, 4U}) {
    std::string notes = whole;
    std::memset(notes.data() + length_field, 0xff, 4);
    EXPECT_EQ(id_in(notes), "") << length_field;
  }
}

TEST(BuildId, DoesNotSpoilAnImageWhoseNotesAreBroken) {
  Sample sample("both");
  auto note = sample.get<Elf64_Phdr>(sample.segment(PT_NOTE));
  note.p_offset = ~std::uint64_t{0};
  sample.set(sample.segment(PT_NOTE), note);
  ASSERT_EQ(sample.complaint(), "nothing");
  EXPECT_EQ(sample.parse().value().build_id(), "");
}

}  // namespace
}  // namespace vdsobench::image
