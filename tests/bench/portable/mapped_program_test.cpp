#include "bench/portable/mapped_program.hpp"

#include <elf.h>
#include <fcntl.h>
#include <gmock/gmock.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "base/file_descriptor.hpp"
#include "temp_dir.hpp"

namespace vdsobench {
namespace {

using testing::HasSubstr;

Result<MappedProgram> mapped(const std::filesystem::path& file) {
  return map_program(FileDescriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC)).number());
}

std::string contents(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A file of one segment, on which a test may work.
struct Made {
  Elf64_Ehdr header = {};
  Elf64_Phdr segment = {};
  std::string rest = std::string(8192, 'x');

  Made() {
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_type = ET_DYN;
    header.e_machine = EM_X86_64;
    header.e_phoff = sizeof header;
    header.e_phentsize = sizeof segment;
    header.e_phnum = 1;
    segment.p_type = PT_LOAD;
    segment.p_flags = PF_R | PF_W;
    segment.p_filesz = 4196;
    segment.p_memsz = 3 * 4096;
  }

  std::string text() const {
    std::string text(sizeof header + sizeof segment, 0);
    std::memcpy(text.data(), &header, sizeof header);
    std::memcpy(text.data() + sizeof header, &segment, sizeof segment);
    return text + rest;
  }
};

Result<MappedProgram> mapped(const Made& made) {
  TempDir folder;
  folder.write("program", made.text());
  return mapped(folder.root().at("program"));
}

TEST(MapProgram, LaysAFileOutAsItsSegmentsSay) {
  const auto program = mapped("/proc/self/exe");
  ASSERT_TRUE(program) << program.reason().text;
  const auto& [base, entry, headers, count] = program.value();
  const auto text = contents("/proc/self/exe");
  EXPECT_EQ(std::memcmp(program.value().at<char>(0), text.data(), sizeof(Elf64_Ehdr)), 0);
  EXPECT_EQ(std::memcmp(reinterpret_cast<char*>(headers), text.data() + (headers - base),
                        count * sizeof(Elf64_Phdr)),
            0);
  EXPECT_GT(entry, base);
}

TEST(MapProgram, HasZerosBehindWhatTheFileHasToTheLastPagesEnd) {
  const auto program = mapped(Made());
  ASSERT_TRUE(program) << program.reason().text;
  const auto* bytes = program.value().at<char>(0);
  EXPECT_EQ(bytes[4195], 'x');
  EXPECT_TRUE(std::all_of(bytes + 4196, bytes + 3 * 4096, [](char c) { return c == 0; }));
}

TEST(MapProgram, RefusesWhatIsNoProgramForThisMachine) {
  TempDir folder;
  folder.write("empty", "")
      .write("text", "#!/bin/sh\n")
      .write("header",
             "\x7f"
             "ELF");
  for (const auto* name : {"empty", "text", "header", "missing"})
    EXPECT_FALSE(mapped(folder.root().at(name))) << name;
  Made made;
  made.header.e_machine = EM_AARCH64;
  EXPECT_THAT(mapped(made).reason().text, HasSubstr("no x86-64 program"));
  made = {};
  made.header.e_type = ET_EXEC;
  EXPECT_FALSE(mapped(made));
}

TEST(MapProgram, RefusesWhatReachesBeyondItsBounds) {
  Made made;
  made.header.e_phnum = 60;
  made.rest.clear();
  EXPECT_THAT(mapped(made).reason().text, HasSubstr("ends within its headers"));
  for (const auto change :
       {+[](Elf64_Phdr& s) { s.p_memsz = UINT64_MAX; },
        +[](Elf64_Phdr& s) { s.p_vaddr = UINT64_MAX - 4095; },
        +[](Elf64_Phdr& s) { s.p_filesz = s.p_memsz + 1; }, +[](Elf64_Phdr& s) { s.p_offset = 1; },
        +[](Elf64_Phdr& s) { s.p_type = PT_NOTE; }}) {
    made = {};
    change(made.segment);
    EXPECT_THAT(mapped(made).reason().text, HasSubstr("cannot be mapped"));
  }
}

}  // namespace
}  // namespace vdsobench
