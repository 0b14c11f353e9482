#include "image/mappings.hpp"

#include <gmock/gmock.h>
#include <sys/auxv.h>

namespace vdsobench::image {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr auto maps =
    "5581e2400000-5581e2402000 r--p 00000000 fe:00 1051   /opt/with a space/program\n"
    "7f31c0a00000-7f31c0a21000 rw-p 00000000 00:00 0 \n"
    "7fff5a3f6000-7fff5a3fa000 r--p 00000000 00:00 0      [vvar]\n"
    "7fff5a3fa000-7fff5a3fc000 r-xp 00000000 00:00 0      [vdso]\n"
    "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n";

std::vector<Mapping> with_page(const std::string& permissions) {
  return parse_mappings("ffffffffff600000-ffffffffff601000 " + permissions +
                        " 00000000 00:00 0                  [vsyscall]\n");
}

TEST(ParseMappings, ReadsEveryLine) {
  const auto mappings = parse_mappings(maps);
  ASSERT_THAT(mappings, SizeIs(5));
  EXPECT_EQ(mappings[0].begin, 0x5581e2400000U);
  EXPECT_EQ(mappings[0].end, 0x5581e2402000U);
  EXPECT_EQ(mappings[0].permissions, "r--p");
  EXPECT_EQ(mappings[0].name, "/opt/with a space/program");
  EXPECT_EQ(mappings[1].name, "");
  EXPECT_EQ(mappings[3].line, "7fff5a3fa000-7fff5a3fc000 r-xp 00000000 00:00 0      [vdso]");
  EXPECT_EQ(mappings[4].begin, 0xffffffffff600000U);
  EXPECT_EQ(mappings[4].name, "[vsyscall]");
}

TEST(ParseMappings, ReadsALastLineWithoutNewline) {
  EXPECT_THAT(parse_mappings("1000-2000 r-xp 00000000 00:00 0 [vdso]"), SizeIs(1));
}

TEST(ParseMappings, LeavesOutLinesOfAnotherForm) {
  for (const auto* line :
       {"", "\n", " ", "-", "1000", "1000-", "1000-2000", "1000-2000 r-x 0 00:00 0 [vdso]",
        "2000-1000 r-xp 0 00:00 0 [vdso]", "1000-1000 r-xp 0 00:00 0 [vdso]",
        "10x0-2000 r-xp 0 00:00 0 [vdso]", "0x1000-0x2000 r-xp 0 00:00 0 [vdso]",
        "1000-20000000000000000 r-xp 0 00:00 0 [vdso]"})
    EXPECT_THAT(parse_mappings(line), IsEmpty()) << line;
}

TEST(Mapping, HoldsItsFirstByteAndNotTheOneAfterItsLast) {
  const auto mapping = parse_mappings("1000-2000 r-xp 00000000 00:00 0 [vdso]").front();
  EXPECT_TRUE(mapping.holds(0x1000) && mapping.holds(0x1fff));
  EXPECT_FALSE(mapping.holds(0xfff) || mapping.holds(0x2000));
}

TEST(KernelsMappings, AreKnownByName) {
  const auto kept = kernels_mappings(parse_mappings(maps), 0);
  ASSERT_THAT(kept, SizeIs(3));
  EXPECT_EQ(kept[0].name, "[vvar]");
  EXPECT_EQ(kept[1].name, "[vdso]");
  EXPECT_EQ(kept[2].name, "[vsyscall]");
}

// gVisor's own /proc/self/maps names its [vvar] and [vsyscall], and not its vDSO.
TEST(KernelsMappings, HoldTheVdsoThatHasNoName) {
  const auto of_gvisor = parse_mappings(
      "7fa348cfc000-7fa348cfd000 r--p 00000000 00:00 0                          [vvar]\n"
      "7fa348cfd000-7fa348cff000 r-xp 00000000 00:00 0 \n"
      "7fa348d00000-7fa348d26000 rw-p 00000000 00:00 0 \n");
  const auto kept = kernels_mappings(of_gvisor, 0x7fa348cfd000);
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[1].begin, 0x7fa348cfd000U);
  EXPECT_EQ(kept[1].name, "[vdso]");
  EXPECT_THAT(kernels_mappings(of_gvisor, 0), SizeIs(1));
}

TEST(OwnMappings, AreTheKernelsOnly) {
  for (const auto& mapping : own_mappings())
    EXPECT_THAT(mapping.name, AnyOf("[vdso]", "[vsyscall]", StartsWith("[vvar"))) << mapping.line;
}

TEST(OwnMappings, HoldTheVdsoThatTheAuxiliaryVectorNames) {
  const auto base = getauxval(AT_SYSINFO_EHDR);
  if (base == 0) GTEST_SKIP() << "this process has no vDSO (vdso=0, or run under valgrind)";
  const auto mappings = own_mappings();
  const auto is_vdso = AllOf(Field(&Mapping::name, "[vdso]"), Field(&Mapping::begin, base));
  EXPECT_THAT(mappings, Contains(is_vdso));
}

TEST(VsyscallMode, IsReadFromThePagesPermissions) {
  EXPECT_EQ(vsyscall_mode(with_page("r-xp")), VsyscallMode::emulate);
  EXPECT_EQ(vsyscall_mode(with_page("--xp")), VsyscallMode::xonly);
  EXPECT_EQ(vsyscall_mode({}), VsyscallMode::none);
  EXPECT_EQ(vsyscall_mode(parse_mappings("1000-2000 r-xp 00000000 00:00 0 [vdso]")),
            VsyscallMode::none);
}

TEST(VsyscallMode, HasTheWordsOfTheKernelsParameter) {
  EXPECT_EQ(to_string(VsyscallMode::none), "none");
  EXPECT_EQ(to_string(VsyscallMode::xonly), "xonly");
  EXPECT_EQ(to_string(VsyscallMode::emulate), "emulate");
}

}  // namespace
}  // namespace vdsobench::image
