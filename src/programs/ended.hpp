#pragma once

#include "programs/hooks.hpp"
#include "programs/origin.hpp"
#include "programs/subject.hpp"

namespace vdsobench::programs {

/// A process that ended before it was looked at, as the kernel saw it at the first such entry.
Subject ended_subject(const Count& count);

/// Likewise: the vDSO's, the program's own file's, or not known. `vdso_size` is that of this
/// process's own, which for programs of 64 bits is the same.
Origin ended_origin(const Count& count, std::uint64_t vdso_size);

/// Whether the process has become another program since it was noted (execve(2)): what it was is
/// gone as well.
bool has_become_another(const Count& count, const Subject& subject);

}  // namespace vdsobench::programs
