#include "entries/tracing_programs.hpp"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "base/file_descriptor.hpp"
#include "base/printable.hpp"
#include "base/root.hpp"
#include "base/sandbox.hpp"
#include "base/text.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::entries {

namespace {

constexpr std::array<const char*, 2> tracepoints = {"sys_enter", "sys_exit"};

bool is_at_each_call(std::string_view tracepoint) {
  return std::ranges::find(tracepoints, tracepoint) != tracepoints.end();
}

/// Programs by their ids, each with the name of a process that holds it, where that is known.
using Programs = std::map<unsigned, std::string>;

// By the kernel's BTF, where a program attached itself to a type there.
std::set<unsigned> typed_tracepoints() {
  std::set<unsigned> ids;
  for (const char* name : tracepoints)
    if (const int id = libbpf_find_vmlinux_btf_id(name, BPF_TRACE_RAW_TP); id > 0)
      ids.insert(static_cast<unsigned>(id));
  return ids;
}

// The name is copied out only on request, which the fields for it make.
bool is_raw_at_each_call(int link) {
  std::array<char, 64> name = {};
  bpf_link_info info = {};
  info.raw_tracepoint.tp_name = reinterpret_cast<std::uint64_t>(name.data());
  info.raw_tracepoint.tp_name_len = name.size();
  unsigned size = sizeof info;
  return bpf_obj_get_info_by_fd(link, &info, &size) == 0 && is_at_each_call(name.data());
}

bool is_at_each_call(const FileDescriptor& link, const bpf_link_info& info) {
  if (info.type == BPF_LINK_TYPE_RAW_TRACEPOINT) return is_raw_at_each_call(link.number());
  if (info.type != BPF_LINK_TYPE_TRACING) return false;
  static const auto typed = typed_tracepoints();
  return typed.contains(info.tracing.target_btf_id);
}

// bpf(2), BPF_LINK_GET_NEXT_ID: Linux 5.8.
Programs by_links() {
  Programs programs;
  unsigned id = 0;
  while (bpf_link_get_next_id(id, &id) == 0) {
    const FileDescriptor link(bpf_link_get_fd_by_id(id));
    bpf_link_info info = {};
    unsigned size = sizeof info;
    if (!link || bpf_obj_get_info_by_fd(link.number(), &info, &size) != 0) continue;
    if (is_at_each_call(link, info)) programs.emplace(info.prog_id, "");
  }
  return programs;
}

// Those of bpftrace and others that attach by perf_event_open(2) show in the process that did.
void add_by_perf_event(const std::string& process, const std::string& descriptor,
                       Programs& programs) {
  std::array<char, 64> name = {};
  unsigned size = name.size(), program = 0, type = 0;
  __u64 offset = 0, address = 0;
  const int failed =
      bpf_task_fd_query(leading_number<int>(process, -1), leading_number<int>(descriptor, -1), 0,
                        name.data(), &size, &program, &type, &offset, &address);
  if (failed == 0 && type == BPF_FD_TYPE_TRACEPOINT && is_at_each_call(name.data()))
    programs[program] = Root{}.read("proc/" + process + "/comm").value_or("");
}

void add_by_perf_events(Programs& programs) {
  const Root root;
  for (const auto& process : root.list("proc")) {
    if (leading_number<int>(process, -1) <= 0) continue;
    const auto folder = "proc/" + process + "/fd";
    for (const auto& descriptor : root.list(folder))
      if (root.link(folder + "/" + descriptor).value_or("") == "anon_inode:[perf_event]")
        add_by_perf_event(process, descriptor, programs);
  }
}

std::optional<bpf_prog_info> info_of(unsigned program) {
  const FileDescriptor descriptor(bpf_prog_get_fd_by_id(program));
  bpf_prog_info info = {};
  unsigned size = sizeof info;
  if (!descriptor || bpf_obj_get_info_by_fd(descriptor.number(), &info, &size) != 0) return {};
  return info;
}

// Only those of this type attach by perf events: where there are none, no process is looked at.
bool any_for_perf_events() {
  for (unsigned id = 0; bpf_prog_get_next_id(id, &id) == 0;)
    if (const auto info = info_of(id); info && info->type == BPF_PROG_TYPE_TRACEPOINT) return true;
  return false;
}

std::string name_of(unsigned program) {
  const auto info = info_of(program);
  if (!info) return {};
  return printable(std::string_view(info->name, strnlen(info->name, sizeof info->name)));
}

std::vector<std::string> names() {
  libbpf_set_print(nullptr);
  auto programs = by_links();
  if (any_for_perf_events()) add_by_perf_events(programs);
  std::vector<std::string> names;
  for (const auto& [program, process] : programs)
    if (const auto name = name_of(program); !name.empty())
      names.push_back(process.empty() ? name : name + " of " + process);
  return names;
}

}  // namespace

Result<std::vector<std::string>> tracing_programs() {
  if (!has(Capability::sys_admin)) return Reason{"lacks CAP_SYS_ADMIN"};
  if (!is_survived([] { names(); })) return Reason{"a seccomp filter forbids it"};
  return names();
}

}  // namespace vdsobench::entries
