#include "programs/object.hpp"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "base/file_descriptor.hpp"
#include "base/printable.hpp"
#include "entries/obstacles.hpp"

namespace vdsobench::programs {

Section section_of(const bpf_program* program) {
  const std::string_view name = bpf_program__section_name(program);
  return {name.substr(0, name.find('/')), std::string(name.substr(name.rfind('/') + 1))};
}

std::vector<bpf_program*> programs_of(const Skeleton& skeleton) {
  std::vector<bpf_program*> programs;
  bpf_program* program = nullptr;
  while ((program = bpf_object__next_program(skeleton.obj, program)) != nullptr)
    programs.push_back(program);
  return programs;
}

namespace {

int tell(libbpf_print_level, const char* format, va_list arguments) {
  std::array<char, 1024> text = {};
  const int size = std::vsnprintf(text.data(), text.size(), format, arguments);
  print_to_stderr(text.data());
  return size;
}

struct FreeTypes {
  void operator()(btf* types) const { btf__free(types); }
};

// One program that cannot load fails the whole object. Which functions for 32-bit programs there
// are hangs on how the kernel was built, and whether there is a page to emulate too; a kprobe is
// told by the attempt to attach it.
class Chooser {
 public:
  explicit Chooser(Way way) : way_(way), types_(btf__load_vmlinux_btf()) {}

  bool is_for(const bpf_program* program) const {
    const auto [kind, function] = section_of(program);
    if (kind == "tp_btf")
      return way_ == Way::tracepoint && has("btf_trace_" + function, BTF_KIND_TYPEDEF);
    if (kind != to_string(way_)) return false;
    return way_ != Way::fentry || has(function, BTF_KIND_FUNC);
  }

 private:
  bool has(const std::string& name, unsigned kind) const {
    return types_ && btf__find_by_name_kind(types_.get(), name.c_str(), kind) > 0;
  }

  Way way_;
  std::unique_ptr<btf, FreeTypes> types_;
};

void choose_programs(const Skeleton& skeleton, Way way) {
  const Chooser chooser(way);
  for (auto* program : programs_of(skeleton))
    bpf_program__set_autoload(program, chooser.is_for(program));
}

// include/linux/proc_ns.h: PROC_PID_INIT_INO. There the kernel's own numbers are those of all
// processes, also of those in namespaces below it; elsewhere only a process of that very namespace
// can be asked for its number (bpf_get_ns_current_pid_tgid in kernel/bpf/helpers.c, and MKDEV in
// include/linux/kdev_t.h).
Result<> choose_namespace(Skeleton& skeleton, const Filter& filter) {
  constexpr ino_t first_of_all = 0xEFFFFFFC;
  struct stat own = {};
  if (stat("/proc/self/ns/pid", &own) != 0)
    return Reason{"cannot read /proc/self/ns/pid: is /proc mounted?"};
  if (own.st_ino == first_of_all) return Done{};
  if (filter.only_below)
    return Reason{"this process is in a PID namespace, where its ancestors are not known"};
  auto& constants = *skeleton.rodata;
  constants.namespace_device = (std::uint64_t{major(own.st_dev)} << 20) | minor(own.st_dev);
  constants.namespace_inode = own.st_ino;
  return Done{};
}

void choose_processes(Skeleton& skeleton, const Filter& filter) {
  skeleton.rodata->only_process = static_cast<unsigned>(filter.process);
  skeleton.rodata->only_cgroup = !filter.cgroup.empty();
  skeleton.rodata->only_below = filter.only_below ? static_cast<unsigned>(getpid()) : 0;
  skeleton.rodata->only_own = filter.only_own;
  skeleton.rodata->user = getuid();
  bpf_map__set_autocreate(skeleton.maps.cgroup, !filter.cgroup.empty());
}

// cgroup_get_from_fd() in kernel/cgroup/cgroup.c takes folders of cgroup 2 alone.
Result<> choose_cgroup(const Skeleton& skeleton, const std::string& folder) {
  if (folder.empty()) return Done{};
  const FileDescriptor cgroup(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const unsigned place = 0;
  const int number = cgroup.number();
  if (cgroup && bpf_map_update_elem(bpf_map__fd(skeleton.maps.cgroup), &place, &number, 0) == 0)
    return Done{};
  return Reason{fmt::format("{} is no folder of cgroup 2 that can be watched: {}", folder,
                            std::strerror(errno))};
}

}  // namespace

void show_messages(entries::Messages messages) {
  libbpf_set_print(messages == entries::Messages::shown ? tell : nullptr);
}

Result<OwnedSkeleton> load(Way way, const Filter& filter) {
  OwnedSkeleton skeleton(vdsobench_programs__open());
  if (!skeleton) return Reason{entries::bpf_obstacle(errno)};
  choose_programs(*skeleton, way);
  if (auto chosen = choose_namespace(*skeleton, filter); !chosen) return chosen.reason();
  choose_processes(*skeleton, filter);
  if (const int error = vdsobench_programs__load(skeleton.get()); error != 0)
    return Reason{entries::bpf_obstacle(-error)};
  if (auto chosen = choose_cgroup(*skeleton, filter.cgroup); !chosen) return chosen.reason();
  return skeleton;
}

}  // namespace vdsobench::programs
