#include "entries/ebpf_counter.hpp"

#include <bpf/libbpf.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>

#include "entries/misses.hpp"
#include "entries/obstacles.hpp"
#include "entries/tally.hpp"
// Needs the type of the tally.
#include "entries/bpf/entries.skel.h"

namespace vdsobench::entries {

namespace {

using Skeleton = vdsobench_entries;

struct Destroy {
  void operator()(Skeleton* skeleton) const { vdsobench_entries__destroy(skeleton); }
};
using OwnedSkeleton = std::unique_ptr<Skeleton, Destroy>;

int show(libbpf_print_level, const char* format, va_list arguments) {
  return std::vfprintf(stderr, format, arguments);
}

/// The two ways to attach: typed by the kernel's BTF, or as a raw tracepoint.
enum class Way { typed, raw };

// One program that cannot load fails the whole object, so those of the other way stay out; and so
// do emulations where there is no page that could be emulated, for then there may be no tracepoint.
void choose_programs(Skeleton& skeleton, Way way, bool emulations) {
  const bool typed = way == Way::typed;
  auto& programs = skeleton.progs;
  bpf_program__set_autoload(programs.vdsobench_enter, typed);
  bpf_program__set_autoload(programs.vdsobench_enter_raw, !typed);
  bpf_program__set_autoload(programs.vdsobench_emulate, typed && emulations);
  bpf_program__set_autoload(programs.vdsobench_emulate_raw, !typed && emulations);
}

// The kernel compares with its own form of the device number (bpf_get_ns_current_pid_tgid in
// kernel/bpf/helpers.c, MKDEV in include/linux/kdev_t.h).
Result<> choose_this_thread(Skeleton& skeleton) {
  struct stat name_space = {};
  if (stat("/proc/self/ns/pid", &name_space) != 0)
    return Reason{"cannot read /proc/self/ns/pid: is /proc mounted?"};
  auto& constants = *skeleton.rodata;
  constants.namespace_device =
      (std::uint64_t{major(name_space.st_dev)} << 20) | minor(name_space.st_dev);
  constants.namespace_inode = name_space.st_ino;
  constants.process = static_cast<unsigned>(getpid());
  constants.thread = static_cast<unsigned>(gettid());
  return Done{};
}

// Where memory for BPF counts against RLIMIT_MEMLOCK (before 5.11), libbpf raises that itself.
Result<OwnedSkeleton> attach(Way way, bool emulations) {
  OwnedSkeleton skeleton(vdsobench_entries__open());
  if (!skeleton) return Reason{bpf_obstacle(errno)};
  choose_programs(*skeleton, way, emulations);
  if (auto chosen = choose_this_thread(*skeleton); !chosen) return chosen.reason();
  int error = vdsobench_entries__load(skeleton.get());
  if (error == 0) error = vdsobench_entries__attach(skeleton.get());
  if (error != 0) return Reason{bpf_obstacle(-error)};
  return skeleton;
}

class EbpfCounter : public Counter {
 public:
  explicit EbpfCounter(OwnedSkeleton skeleton) : skeleton_(std::move(skeleton)) {}

  std::string_view name() const override { return "ebpf"; }

  // A program is skipped where it interrupts itself on a CPU: rare, so the next attempt is clean.
  Result<Count> count(const calls::BoundCall& call, const calls::Arguments& arguments,
                      std::uint64_t n) override {
    for (int attempt = 0; attempt < 3; ++attempt) {
      const auto missed = misses();
      if (!missed) return missed.reason();
      call(1, arguments);
      const Tally before = read(skeleton_->bss->counted.tally);
      call(n, arguments);
      const Tally after = read(skeleton_->bss->counted.tally);
      const auto missed_since = misses();
      if (!missed_since) return missed_since.reason();
      if (missed_since.value() == missed.value()) return difference(before, after, n);
    }
    return Reason{"the BPF program missed events (recursion_misses moved) three times"};
  }

 private:
  Result<std::uint64_t> misses() const {
    std::uint64_t sum = 0;
    const bpf_program* program = nullptr;
    while (
        (program = bpf_object__next_program(skeleton_->obj, const_cast<bpf_program*>(program)))) {
      const int descriptor = bpf_program__fd(program);
      if (descriptor < 0) continue;  // of the other way to attach
      const auto missed = recursion_misses(descriptor);
      if (!missed) return missed;
      sum += missed.value();
    }
    return sum;
  }

  OwnedSkeleton skeleton_;
};

}  // namespace

Result<std::unique_ptr<Counter>> ebpf_counter(Messages messages) {
  libbpf_set_print(messages == Messages::shown ? show : nullptr);
  if (const auto lacks = lacking_for_bpf(); !lacks.empty()) return Reason{lacks};
  const bool emulations = image::vsyscall_mode(image::own_mappings()) != image::VsyscallMode::none;
  auto skeleton = attach(Way::typed, emulations);
  if (!skeleton) skeleton = attach(Way::raw, emulations);
  if (!skeleton) return skeleton.reason();
  std::unique_ptr<Counter> counter = std::make_unique<EbpfCounter>(std::move(skeleton).value());
  return counter;
}

}  // namespace vdsobench::entries
