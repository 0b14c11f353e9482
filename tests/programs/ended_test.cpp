#include "programs/ended.hpp"

#include <gtest/gtest.h>

namespace vdsobench::programs {
namespace {

// Its program's code lies at 0x1000 to 0x2000, its vDSO at 0x9000.
Count count_at(std::uint64_t address) {
  Count count = {};
  count.entry.process = 77;
  count.entry.address = address;
  count.first = {.name = "short\x1b", .vdso = 0x9000, .program = 0x1000, .program_end = 0x2000};
  return count;
}

TEST(Ended, SubjectsHaveANameAndSayThatTheyEnded) {
  const auto subject = ended_subject(count_at(0x1800));
  EXPECT_EQ(subject.process, 77);
  EXPECT_EQ(subject.name, "short ");
  EXPECT_EQ(subject.unseen, "it has ended");
}

TEST(Ended, NamesNeedNoEnd) {
  Count count = {};
  std::fill(std::begin(count.first.name), std::end(count.first.name), 'x');
  EXPECT_EQ(ended_subject(count).name, std::string(16, 'x'));
}

TEST(Ended, OriginsAreTheVdsosTheProgramsOrNotKnown) {
  constexpr std::uint64_t vdso_size = 0x2000;
  EXPECT_EQ(brief(ended_origin(count_at(0x1801), vdso_size)), "short +0x800");
  EXPECT_EQ(ended_origin(count_at(0x2001), vdso_size).place, Place::unknown);
  EXPECT_EQ(ended_origin(count_at(0x9001), vdso_size).place, Place::vdso);
  EXPECT_EQ(ended_origin(count_at(0xb001), vdso_size).place, Place::unknown);
  EXPECT_EQ(ended_origin(count_at(0xffffffffff600009), vdso_size).place, Place::vsyscall);
}

TEST(Ended, WithoutAVdsoNothingIsInIt) {
  auto count = count_at(0x10);
  count.first.vdso = 0;
  EXPECT_EQ(ended_origin(count, 0x2000).place, Place::unknown);
}

TEST(Ended, IsWhatAProcessWasBeforeItBecameAnotherProgram) {
  const auto subject_with = [](std::uint64_t program, std::uint64_t vdso) {
    Subject subject = {};
    subject.mappings = {{program, program + 0x1000, "r-xp", "/srv/a", ""},
                        {vdso, vdso + 0x2000, "r-xp", "[vdso]", ""}};
    return subject;
  };
  EXPECT_FALSE(has_become_another(count_at(0x1800), subject_with(0x1000, 0x9000)));
  EXPECT_TRUE(has_become_another(count_at(0x1800), subject_with(0x1000, 0xa000)));
  EXPECT_TRUE(has_become_another(count_at(0x1800), subject_with(0x5000, 0x9000)));
  EXPECT_FALSE(has_become_another(Count{}, subject_with(0x5000, 0x9000)));  // nothing was noted
}

}  // namespace
}  // namespace vdsobench::programs
