#include "image/elf_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/file_descriptor.hpp"
#include "image/mappings.hpp"
#include "temp_dir.hpp"

// Not inlined, and exported by no one: only the symbols of the whole file tell its name.
extern "C" [[gnu::noinline]] int vdsobench_found_by_its_address() { return 1; }

namespace vdsobench::image {
namespace {

std::string contents_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

FileDescriptor opened(const std::string& file) {
  return FileDescriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC));
}

std::uint64_t offset_in_file(std::uint64_t address) {
  for (const auto& mapping : parse_mappings(contents_of("/proc/self/maps")))
    if (mapping.begin <= address && address < mapping.end)
      return address - mapping.begin + mapping.offset;
  return 0;
}

TEST(ElfFile, NamesTheFunctionThatHoldsAByte) {
  const auto file = opened("/proc/self/exe");
  const auto elf = ElfFile::read(file.number());
  ASSERT_TRUE(elf) << elf.reason().text;
  const auto offset =
      offset_in_file(reinterpret_cast<std::uint64_t>(&vdsobench_found_by_its_address));
  ASSERT_NE(offset, 0);
  EXPECT_EQ(elf.value().function_at(offset), "vdsobench_found_by_its_address");
  EXPECT_EQ(elf.value().function_at(offset + 1), "vdsobench_found_by_its_address");
  EXPECT_EQ(elf.value().function_at(0), "");
  EXPECT_EQ(elf.value().function_at(~std::uint64_t{0}), "");
}

TEST(ElfFile, TellsWhatKindOfProgramItIs) {
  const auto file = opened("/proc/self/exe");
  const auto elf = ElfFile::read(file.number());
  ASSERT_TRUE(elf) << elf.reason().text;
  EXPECT_TRUE(elf.value().has_interpreter());
  EXPECT_EQ(elf.value().elf(), sizeof(void*) == 8 ? ElfClass::bits64 : ElfClass::bits32);
  EXPECT_NE(elf.value().section(".interp", 100), "");
  EXPECT_EQ(elf.value().section(".nothing", 100), "");
}

TEST(ElfFile, RefusesWhatIsNone) {
  TempDir folder;
  folder.write("text", "#!/bin/sh\n").write("empty", "");
  for (const auto* name : {"text", "empty"})
    EXPECT_FALSE(ElfFile::read(opened(folder.root().at(name)).number())) << name;
  EXPECT_FALSE(ElfFile::read(-1));
}

// Whatever is cut off or doctored, it ends, and says what it can.
TEST(ElfFile, LivesThroughDamage) {
  const auto whole = contents_of("/proc/self/exe");
  TempDir folder;
  for (const std::size_t size :
       {std::size_t{10}, std::size_t{64}, std::size_t{4096}, whole.size() / 2, whole.size() - 1}) {
    folder.write("cut", whole.substr(0, size));
    const auto file = opened(folder.root().at("cut"));
    const auto elf = ElfFile::read(file.number());
    if (elf) elf.value().function_at(0x2000);
  }
  for (std::size_t at = 0; at < 4096; at += 7) {
    auto doctored = whole.substr(0, 256 * 1024);
    doctored[at] = static_cast<char>(0xff);
    folder.write("doctored", doctored);
    const auto file = opened(folder.root().at("doctored"));
    const auto elf = ElfFile::read(file.number());
    if (elf) elf.value().function_at(0x2000), elf.value().build_id(), elf.value().section(".x", 9);
  }
}

}  // namespace
}  // namespace vdsobench::image
