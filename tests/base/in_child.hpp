#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace vdsobench {

/// What a function says in a child, where it may give up what a test cannot get back: capabilities,
/// the user, system calls.
template <class Function>
std::string in_child(Function function) {
  constexpr std::size_t size = 4096;
  auto* text = static_cast<char*>(
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = fork();
  if (child == 0) {
    std::snprintf(text, size, "%s", std::string(function()).c_str());
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const std::string said = status == 0 ? text : "the child failed";
  munmap(text, size);
  return said;
}

}  // namespace vdsobench
