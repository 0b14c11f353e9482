// Of a static program, which holds a C library and has no dynamic linker to ask for what is in it.
// The linker takes these before the ones of src/base/libc_symbol.cpp.

#include <sched.h>
#include <sys/random.h>
#include <sys/rseq.h>
#include <sys/time.h>
#include <unistd.h>

#include <ctime>

#include "base/libc_symbol.hpp"

namespace vdsobench {

namespace {

struct Symbol {
  std::string_view name;
  void* address;
};

template <typename Function>
Symbol function(std::string_view name, Function* address) {
  return {name, reinterpret_cast<void*>(address)};
}

}  // namespace

void* libc_symbol(const std::string& name) {
  // What any function of src/calls/functions.hpp is called by, and what src/host/libc.cpp looks
  // for.
  const Symbol symbols[] = {
      function("clock_getres", &clock_getres),
      function("clock_gettime", &clock_gettime),
      function("getcpu", &getcpu),
      function("getppid", &getppid),
      function("getrandom", &getrandom),
      function("gettimeofday", &gettimeofday),
      function("sched_getcpu", &sched_getcpu),
      function("time", &time),
      {"__rseq_size", const_cast<unsigned*>(&__rseq_size)},
  };
  for (const auto& symbol : symbols)
    if (symbol.name == name) return symbol.address;
  return nullptr;
}

bool libc_is_inside() { return true; }

}  // namespace vdsobench
