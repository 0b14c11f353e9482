#include "programs/hooks.hpp"

#include <bpf/bpf.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/root.hpp"
#include "entries/misses.hpp"
#include "entries/obstacles.hpp"
#include "programs/map_reader.hpp"
#include "programs/object.hpp"
#include "programs/watched.hpp"

namespace vdsobench::programs {

namespace {

// libbpf finds tracepoints by files of tracefs.
std::string obstacle_of(Way way, int error) {
  const bool no_file = error == ENOENT || error == EACCES;
  return way == Way::tracepoint && no_file ? entries::tracefs_obstacle()
                                           : entries::bpf_obstacle(error);
}

// A program at a function is run by ftrace. Where root has switched that off (ftrace_enabled in
// Documentation/trace/ftrace.rst), Linux 6.12 attaches it all the same, and it sees nothing.
std::string ftrace_obstacle() {
  if (Root{}.read("/proc/sys/kernel/ftrace_enabled").value_or("").starts_with('0'))
    return "nothing would be counted while ftrace is off: sysctl kernel.ftrace_enabled=1";
  return "";
}

std::uint64_t sum(const std::byte* values, int count) {
  std::uint64_t total = 0;
  for (int i = 0; i < count; ++i) {
    std::uint64_t value = 0;
    std::memcpy(&value, values + static_cast<std::size_t>(i) * sizeof value, sizeof value);
    total += value;
  }
  return total;
}

}  // namespace

struct Hooks::Object {
  /// A program that is attached. A function may have two: one for 32-bit programs.
  struct Hook {
    int program;
    std::string function;
    OwnedLink link;
  };

  OwnedSkeleton skeleton;
  Way way = {};
  int cpus = libbpf_num_possible_cpus();
  std::vector<Hook> hooks = {};

  Result<> attach();
};

// A kprobe at a function that there is not: those for 32-bit programs.
Result<> Hooks::Object::attach() {
  for (auto* program : programs_of(*skeleton)) {
    if (bpf_program__fd(program) < 0) continue;
    OwnedLink link(bpf_program__attach(program));
    if (link)
      hooks.push_back({bpf_program__fd(program), section_of(program).function, std::move(link)});
    else if (errno != ENOENT || way != Way::kprobe)
      return Reason{obstacle_of(way, errno)};
  }
  if (!hooks.empty()) return Done{};
  return Reason{"this kernel has no kprobes (CONFIG_KPROBES)"};
}

Hooks::Hooks(std::unique_ptr<Object> object) : object_(std::move(object)) {}
Hooks::Hooks(Hooks&& other) noexcept = default;
Hooks::~Hooks() = default;

Result<Hooks> Hooks::attach(const Filter& filter, entries::Messages messages) {
  show_messages(messages);
  if (const auto lacks = entries::lacking_for_bpf(); !lacks.empty()) return Reason{lacks};
  std::string why_not;
  for (const auto way : {Way::fentry, Way::kprobe, Way::tracepoint}) {
    if (way == Way::tracepoint && filter.only_own) break;
    if (way != Way::fentry && filter.only_below) break;
    auto hooks = attach_by(way, filter);
    if (hooks) return hooks;
    why_not +=
        fmt::format("{}{}: {}", why_not.empty() ? "" : "; ", to_string(way), hooks.reason().text);
  }
  return Reason{why_not};
}

Result<Hooks> Hooks::attach_by(Way way, const Filter& filter) {
  if (const auto lacks = ftrace_obstacle(); way != Way::tracepoint && !lacks.empty())
    return Reason{lacks};
  auto skeleton = load(way, filter);
  if (!skeleton) return skeleton.reason();
  auto object = std::make_unique<Object>(Object{std::move(skeleton).value(), way});
  if (const auto attached = object->attach(); !attached) return attached.reason();
  return Hooks(std::move(object));
}

Way Hooks::way() const { return object_->way; }

std::vector<std::string> Hooks::functions() const {
  std::vector<std::string> names;
  for (const auto& hook : object_->hooks) names.push_back(hook.function);
  return names;
}

std::vector<Count> Hooks::counts() const {
  const auto& maps = object_->skeleton->maps;
  const int firsts = bpf_map__fd(maps.firsts);
  const auto values = sizeof(std::uint64_t) * static_cast<std::size_t>(object_->cpus);
  std::vector<Count> counts;
  read_map(bpf_map__fd(maps.entries), sizeof(Entry), values,
           [&](const std::byte* key, const std::byte* value) {
             Count count = {};
             std::memcpy(&count.entry, key, sizeof count.entry);
             count.calls = sum(value, object_->cpus);
             bpf_map_lookup_elem(firsts, &count.entry, &count.first);
             counts.push_back(count);
           });
  return counts;
}

ByFunction Hooks::others() const {
  ByFunction numbers = {};
  std::vector<std::byte> values(sizeof(std::uint64_t) * static_cast<std::size_t>(object_->cpus));
  const int map = bpf_map__fd(object_->skeleton->maps.others);
  for (unsigned function = 0; function < numbers.size(); ++function)
    if (bpf_map_lookup_elem(map, &function, values.data()) == 0)
      numbers[function] = sum(values.data(), object_->cpus);
  return numbers;
}

Result<ByFunction> Hooks::lost() const {
  ByFunction numbers = {};
  for (const auto& hook : object_->hooks) {
    const auto misses = entries::recursion_misses(hook.program);
    if (!misses) return misses.reason();
    numbers[function_of_kernels(hook.function)] += misses.value();
  }
  return numbers;
}

void Hooks::forget(const Entry& entry) {
  const auto& maps = object_->skeleton->maps;
  bpf_map_delete_elem(bpf_map__fd(maps.entries), &entry);
  bpf_map_delete_elem(bpf_map__fd(maps.firsts), &entry);
}

}  // namespace vdsobench::programs
