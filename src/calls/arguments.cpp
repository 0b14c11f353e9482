#include "calls/arguments.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "arch/arch.hpp"

namespace vdsobench::calls {

namespace {

void* map_low(std::size_t size) {
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | arch::low_memory, -1, 0);
  if (memory == MAP_FAILED)
    throw std::system_error(errno, std::generic_category(), "memory for the calls' answers");
  return memory;
}

}  // namespace

Arguments::Arguments() : answers_(static_cast<Answers*>(map_low(sizeof(Answers)))) { clear(); }

void Arguments::set_state(void* state, std::size_t size) {
  state_ = state;
  state_size_ = size;
}

void Arguments::clear() {
  std::memset(answers_.get(), untouched & 0xff, sizeof(Answers));
  std::memset(answers_->lock, 0, sizeof(Answers::lock));
}

void Arguments::Unmap::operator()(Answers* answers) const { munmap(answers, sizeof(Answers)); }

}  // namespace vdsobench::calls
