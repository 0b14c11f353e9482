#pragma once

#include <bpf/libbpf.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "programs/bpf/programs.skel.h"
#include "programs/hooks.hpp"

namespace vdsobench::programs {

using Skeleton = vdsobench_programs;

struct DestroySkeleton {
  void operator()(Skeleton* skeleton) const { vdsobench_programs__destroy(skeleton); }
};
using OwnedSkeleton = std::unique_ptr<Skeleton, DestroySkeleton>;

struct DestroyLink {
  void operator()(bpf_link* link) const { bpf_link__destroy(link); }
};
using OwnedLink = std::unique_ptr<bpf_link, DestroyLink>;

/// What libbpf says from here on.
void show_messages(entries::Messages messages);

/// Where a program belongs, such as "fentry" and "__x64_sys_time".
struct Section {
  std::string_view kind;
  std::string function;
};

Section section_of(const bpf_program* program);

std::vector<bpf_program*> programs_of(const Skeleton& skeleton);

/// The programs that attach in this way, in the kernel, where nothing runs them yet.
Result<OwnedSkeleton> load(Way way, const Filter& filter);

}  // namespace vdsobench::programs
