#include "bench/portable/host_libc.hpp"

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/file_descriptor.hpp"
#include "base/process.hpp"
#include "base/shared_memory.hpp"
#include "bench/portable/first_stack.hpp"
#include "bench/portable/mapped_program.hpp"
#include "bench/portable/shared_process.hpp"

// The helper's file, as data.
asm(".section .rodata\n"
    "vdsobench_libc_helper:\n"
    ".incbin \"" VDSOBENCH_LIBC_HELPER
    "\"\n"
    "vdsobench_libc_helper_end:\n"
    ".text");

// What a program may not count on when it begins is what it may change: all registers but those
// that are put away here, and the thread pointer. Begins at rdi with the stack rsi. Ends where the
// helper comes back to: there with the thread pointer that the loader has made. System V
// ABI, 3.4.1: rdx is null, as there is nothing to run at the end.
asm(R"(
.text
.type vdsobench_begin, @function
vdsobench_begin:
  endbr64
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  rdfsbase %rax
  push %rax
  mov %rsp, vdsobench_begun(%rip)
  mov %rsi, %rsp
  xor %edx, %edx
  xor %ebp, %ebp
  jmp *%rdi
.type vdsobench_back, @function
vdsobench_back:
  endbr64
  rdfsbase %rax
  mov vdsobench_begun(%rip), %rsp
  pop %rcx
  wrfsbase %rcx
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret
.local vdsobench_begun
.comm vdsobench_begun, 8, 8
)");

extern "C" {
extern const char vdsobench_libc_helper[] __attribute__((visibility("hidden")));
extern const char vdsobench_libc_helper_end[] __attribute__((visibility("hidden")));
std::uintptr_t vdsobench_begin(std::uintptr_t entry, std::uintptr_t stack)
    __attribute__((visibility("hidden")));
void vdsobench_back() __attribute__((visibility("hidden")));
}

namespace vdsobench {

namespace {

// arch/x86/include/uapi/asm/hwcap2.h: rdfsbase and wrfsbase are for programs, too.
constexpr unsigned long fsgsbase = 1U << 1U;

struct Loader {
  std::string_view library;
  std::string_view file;  // by the name that programs know it by
};

// Programs of a system that has both are of the first, as a rule.
constexpr std::array loaders = {Loader{"glibc", "lib64/ld-linux-x86-64.so.2"},
                                Loader{"musl", "lib/ld-musl-x86_64.so.1"}};

Result<MappedProgram> map_helper() {
  const FileDescriptor file(memfd_create("vdsobench-libc-helper", MFD_CLOEXEC));
  if (!file) return Reason{std::string("memfd_create: ") + std::strerror(errno)};
  const std::string_view image(
      vdsobench_libc_helper,
      static_cast<std::size_t>(vdsobench_libc_helper_end - vdsobench_libc_helper));
  if (!write_all(file.number(), image))
    return Reason{std::string("write: ") + std::strerror(errno)};
  return map_program(file.number());
}

// What a loader looks for: the program, and itself.
std::array<Elf64_auxv_t, 5> vector_of(const MappedProgram& program, const MappedProgram& loader) {
  return {{{AT_PHDR, {program.headers}},
           {AT_PHNUM, {program.header_count}},
           {AT_PHENT, {sizeof(Elf64_Phdr)}},
           {AT_ENTRY, {program.entry}},
           {AT_BASE, {loader.base}}}};
}

// Without these it is no C library that this program can serve, whatever it is called.
constexpr std::array needed = {"__errno_location", "confstr", "clock_gettime", "gettimeofday",
                               "time"};

/// What a child leaves to its parent.
struct Tried {
  bool loaded;
  char reason[200];
};

// A loader that misses something says so and ends the process.
void be_silent() {
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    if (nothing < 0)
      close(output);
    else
      dup2(nothing, output);
}

std::string how_it_ended(const Tried& tried, const std::optional<int>& status) {
  if (tried.reason[0] != '\0') return tried.reason;
  if (!status) return "took too long to load it";
  if (WIFSIGNALED(*status)) return std::string("died of SIG") + sigabbrev_np(WTERMSIG(*status));
  return "ended without loading it, with status " + std::to_string(WEXITSTATUS(*status));
}

}  // namespace

Result<HostLibc> HostLibc::load_with(const std::string& loader_file) {
  const FileDescriptor file(open(loader_file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return Reason{std::strerror(errno)};
  const auto loader = map_program(file.number());
  if (!loader) return loader.reason();
  const auto program = map_helper();
  if (!program) return program.reason();
  const auto vector = vector_of(program.value(), loader.value());
  const auto stack = first_stack("vdsobench", vector);
  if (!stack) return stack.reason();
  auto& helper = *program.value().at<libc_helper>(LIBC_HELPER_ADDRESS);
  helper.back = vdsobench_back;
  hold_break();
  give_up_rseq();
  const OwnSignals own_signals;
  const HostLibc host(helper, vdsobench_begin(loader.value().entry, stack.value()));
  for (const auto* name : needed)
    if (host.symbol(name) == nullptr) return Reason{std::string("brought no ") + name};
  return host;
}

Result<> HostLibc::try_in_child(const std::string& loader_file) {
  const SharedMemory<Tried> shared;
  if (!shared) return Reason{"could not be tried: no memory"};
  auto& tried = *shared;
  const auto child = fork_child();
  if (child.process == 0) {
    be_silent();
    forbid_exec();
    const auto loaded = load_with(loader_file);
    tried.loaded = bool(loaded);
    if (!loaded) loaded.reason().text.copy(tried.reason, sizeof tried.reason - 1);
    _exit(0);
  }
  const auto status = wait_for(child, std::chrono::seconds(2));
  if (tried.loaded) return Done{};
  return Reason{how_it_ended(tried, status)};
}

Result<HostLibc> HostLibc::load_by(const Root& root, std::string_view library,
                                   std::string_view loader) {
  const auto not_measured = [&](std::string_view why) {
    return Reason{"this system's own " + std::string(library) + " is not measured, as " +
                  std::string(why)};
  };
  if ((getauxval(AT_HWCAP2) & fsgsbase) == 0)
    return not_measured("the kernel does not let programs change their thread pointer (FSGSBASE)");
  const std::string file = root.at(loader);
  if (const auto tried = try_in_child(file); !tried)
    return not_measured("its loader " + tried.reason().text);
  auto loaded = load_with(file);
  return loaded ? loaded : not_measured("its loader " + loaded.reason().text);
}

// gcompat's loader is one of glibc's by name, on a system whose library is musl.
Result<HostLibc> HostLibc::load(const Root& root) {
  Result<HostLibc> first = Reason{"this system has none of its own"};
  bool any = false;
  for (const auto& [library, loader] : loaders) {
    std::error_code error;
    if (!std::filesystem::exists(root.at(loader), error)) continue;
    auto loaded = load_by(root, library, loader);
    if (loaded) return loaded;
    if (!std::exchange(any, true)) first = std::move(loaded);
  }
  return first;
}

void* HostLibc::symbol(std::string_view name) const {
  for (const auto& each : helper_->symbols)
    if (each.name == name) return each.address;
  return nullptr;
}

}  // namespace vdsobench
