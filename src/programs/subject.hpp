#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "base/root.hpp"
#include "image/mappings.hpp"

namespace vdsobench::programs {

/// A process as /proc shows it: what decides where its calls go. Text of it is printable.
struct Subject {
  pid_t process;
  std::string name;                      // of its first thread
  std::string file;                      // its program, as it knows it
  std::vector<image::Mapping> mappings;  // names as the kernel wrote them
  std::string library;                   // "glibc 2.36", "musl", "Go 1.22.1", "static"; or empty
  std::string library_build_id = {};     // of a shared one
  bool bits32 = false;                   // a program of 32 bits
  unsigned filters = 0;                  // of seccomp; before Linux 5.9 1 for any number
  bool own_time = false;                 // in another time namespace than this process
  std::string tracer = {};               // who traces it, such as "strace (process 7)"
  std::string unseen = {};  // why this is not whole: it ended, or may not be looked into
};

/// Reads it. A process that has ended, or that this one may not look into, has few facts and says
/// so. It may be stopped, and may be another's, in another mount or PID namespace.
Subject subject_of(const Root& root, pid_t process);

/// Whether the kernel gave it a vDSO, as far as its mappings are known.
bool has_vdso(const Subject& subject);

/// The process that a thread is of; the same number where that is not to be seen.
pid_t process_of(const Root& root, pid_t thread);

/// What is not as usual with it, for people: "32-bit", "filtered by seccomp", "traced by ...". So
/// many filters are this program's own.
std::vector<std::string> circumstances(const Subject& subject, unsigned own_filters);

}  // namespace vdsobench::programs
