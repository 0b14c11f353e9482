#include "programs/subject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

#include "base/printable.hpp"
#include "base/text.hpp"
#include "programs/library.hpp"
#include "programs/process_file.hpp"

namespace vdsobench::programs {

namespace {

// A process may have as many mappings as vm.max_map_count, with names as long as it likes.
constexpr std::size_t most_of_maps = 16 * 1024 * 1024;

class Reader {
 public:
  Reader(const Root& root, Subject& subject) : root_(root), subject_(subject) {}

  void read() {
    read_status();
    const auto maps = read_start(root_, of("maps"), most_of_maps);
    subject_.mappings = image::parse_mappings(maps);
    const auto time = root_.link(of("ns/time"));
    subject_.own_time = time && time != root_.link("proc/self/ns/time");
    read_program();
    read_library();
  }

 private:
  std::string of(std::string_view file) const {
    return fmt::format("proc/{}/{}", subject_.process, file);
  }

  void read_status() {
    const auto status = root_.read(of("status")).value_or("");
    subject_.name = printable_line(root_.read(of("comm")).value_or(""));
    if (field(status, "Seccomp").value_or("0") != "0")
      subject_.filters = leading_number<unsigned>(field(status, "Seccomp_filters").value_or("1"));
    const auto tracer = field(status, "TracerPid").value_or("0");
    if (tracer == "0") return;
    const auto name = root_.read(fmt::format("proc/{}/comm", tracer)).value_or("?");
    subject_.tracer = fmt::format("{} (process {})", printable_line(name), tracer);
  }

  void read_program() {
    subject_.file = printable_line(root_.link(of("exe")).value_or(""));
    const auto file = open_program_of(root_, subject_.process);
    if (!file) return;
    const auto elf = image::ElfFile::read(file.number());
    if (!elf) return;
    subject_.bits32 = elf.value().elf() == image::ElfClass::bits32;
    if (!elf.value().has_interpreter())
      subject_.library = library_inside(file.number(), elf.value());
  }

  void read_library() {
    const auto mapping = std::ranges::find_if(
        subject_.mappings, [](const auto& each) { return !libc_by_name(each.name).empty(); });
    if (mapping == subject_.mappings.end()) return;
    subject_.library = libc_by_name(mapping->name);
    const auto file = open_file_of(root_, subject_.process, mapping->name);
    if (!file) return;
    if (const auto release = glibc_release(file.number()); !release.empty())
      subject_.library += " " + release;
    if (const auto elf = image::ElfFile::read(file.number()); elf)
      subject_.library_build_id = elf.value().build_id();
  }

  const Root& root_;
  Subject& subject_;
};

// Whose memory may not be looked into has an empty list, or none (ptrace(2), "Ptrace access mode
// checking"). A kernel thread's is empty too, and makes no system calls.
std::string why_unseen(const Root& root, const Subject& subject) {
  if (!subject.mappings.empty()) return {};
  const auto status = root.read(fmt::format("proc/{}/status", subject.process)).value_or("");
  if (status.empty() || field(status, "State").value_or("").starts_with('Z')) return "it has ended";
  return "this user may not look into it: run as root, or with cap_sys_ptrace";
}

}  // namespace

Subject subject_of(const Root& root, pid_t process) {
  Subject subject = {.process = process, .name = {}, .file = {}, .mappings = {}, .library = {}};
  Reader(root, subject).read();
  subject.unseen = why_unseen(root, subject);
  return subject;
}

pid_t process_of(const Root& root, pid_t thread) {
  const auto status = root.read(fmt::format("proc/{}/status", thread)).value_or("");
  const auto process = leading_number<pid_t>(field(status, "Tgid").value_or("0"));
  return process > 0 ? process : thread;
}

bool has_vdso(const Subject& subject) {
  return std::ranges::find(subject.mappings, "[vdso]", &image::Mapping::name) !=
         subject.mappings.end();
}

std::vector<std::string> circumstances(const Subject& subject, unsigned own_filters) {
  std::vector<std::string> found;
  if (subject.bits32) found.push_back("32-bit");
  if (subject.filters > own_filters) found.push_back("filtered by seccomp");
  if (subject.own_time) found.push_back("in a time namespace of its own");
  if (!subject.tracer.empty()) found.push_back("traced by " + subject.tracer);
  if (subject.unseen.empty() && !has_vdso(subject)) found.push_back("without a vDSO");
  return found;
}

}  // namespace vdsobench::programs
