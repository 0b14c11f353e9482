#include "calls/bound.hpp"

#include <algorithm>

#include "calls/foreign_loop.hpp"
#include "calls/functions.hpp"
#include "calls/paths.hpp"
#include "calls/random_state.hpp"

namespace vdsobench::calls {

Result<BoundCall> bind(const Call& call, const ProcessFacts& process_facts) {
  const auto target = call.path->resolve(*call.function, process_facts);
  if (!target) return target.reason();
  BoundCall bound = {&call, target.value()};
  if (call.path == &path_of<paths::Libc>) bound.foreign = foreign_loop(bound.bound_loop());
  return bound;
}

// The tick counter's bits may be any number, and an error's too.
int BoundCall::error_of(long result) const {
  return call->function->answer == Answer::ticks ? 0 : call->path->error(result);
}

Arguments own_arguments(const ProcessFacts& process_facts) {
  Arguments arguments;
  constexpr const auto* keeps_state =
      std::ranges::find(functions, Answer::random, &Function::answer);
  if (const auto target = paths::Vdso::resolve(*keeps_state, process_facts))
    if (const auto state = allocate_random_state(target.value()))
      arguments.set_state(state.value().memory, state.value().size);
  return arguments;
}

}  // namespace vdsobench::calls
