#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vdsobench::image {

/// One line of /proc/PID/maps, proc_pid_maps(5).
struct Mapping {
  std::uint64_t begin;
  std::uint64_t end;
  std::string permissions;   // such as "r-xp"
  std::string name;          // file or "[vdso]"; empty for anonymous memory
  std::string line;          // as the kernel wrote it
  std::uint64_t offset = 0;  // of its begin in the file

  bool holds(std::uint64_t address) const { return begin <= address && address < end; }
};

/// Every mapping in the text of a maps file; lines of another form are left out.
std::vector<Mapping> parse_mappings(std::string_view maps_text);

/// Those that a kernel put into the process: [vdso], [vvar] and its kin, [vsyscall]. `vdso`: where
/// the auxiliary vector says that the vDSO is (0 for nowhere); a mapping there is it also where a
/// kernel gives it no name, as gVisor does, and has the name afterwards.
std::vector<Mapping> kernels_mappings(std::vector<Mapping> mappings, std::uint64_t vdso);

/// What the kernel put into this process.
/// Throws std::system_error where /proc/self/maps cannot be read: "no page" must never mean
/// "could not look".
std::vector<Mapping> own_mappings();

/// All of this process, those of files and of its own memory too; none where they cannot be read.
std::vector<Mapping> all_own_mappings();

/// How the kernel treats calls into the vsyscall page (`vsyscall=` in
/// Documentation/admin-guide/kernel-parameters.txt).
enum class VsyscallMode { none, xonly, emulate };

std::string_view to_string(VsyscallMode mode);

/// The mode as the [vsyscall] mapping shows it.
VsyscallMode vsyscall_mode(std::span<const Mapping> mappings);

}  // namespace vdsobench::image
