// Of a static program, which holds a C library and has no dynamic linker to ask for what is in it:
// what is measured is the system's, where there is one that can be loaded, or else the one inside.
// The linker takes these before the ones of src/base/libc_symbol.cpp and
// src/calls/foreign_loop.cpp.

#include <gnu/libc-version.h>
#include <sched.h>
#include <sys/random.h>
#include <sys/rseq.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string_view>

#include "base/libc_symbol.hpp"
#include "bench/portable/host_loop.hpp"
#include "calls/foreign_loop.hpp"

namespace vdsobench {

namespace {

template <typename Named>
void* address_of(Named* named) {
  return (void*)named;  // a function, or what is constant
}

void* symbol_inside(std::string_view name) {
#define ANSWER(symbol) \
  if (name == #symbol) return address_of(&symbol);
  LIBC_HELPER_NAMES(ANSWER)
#undef ANSWER
  return nullptr;
}

bool inside_alone = false;

// Once a process, when it is first asked for.
const Result<HostLibc>& host() {
  static const Result<HostLibc> loaded =
      inside_alone ? Reason{"several threads at once are more than this system's own, loaded into a "
                            "static program, can serve"}
                   : HostLibc::load(Root{});
  return loaded;
}

}  // namespace

void* libc_symbol(const std::string& name) {
  return host() ? host().value().symbol(name) : symbol_inside(name);
}

std::string libc_inside() {
  std::array<char, 64> version = {};
  confstr(_CS_GNU_LIBC_VERSION, version.data(), version.size());
  return version.data();
}

Result<> systems_libc() {
  if (!host()) return host().reason();
  return Done{};
}

void measure_libc_inside() { inside_alone = true; }

std::optional<calls::BoundLoop> calls::foreign_loop(const BoundLoop& loop) {
  if (!host()) return std::nullopt;
  return on_hosts_thread(host().value(), loop);
}

}  // namespace vdsobench
