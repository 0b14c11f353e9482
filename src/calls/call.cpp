#include "calls/call.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "arch/arch.hpp"
#include "calls/functions.hpp"
#include "calls/paths.hpp"

namespace vdsobench::calls {

namespace {

template <std::size_t row, class P, std::size_t... index>
constexpr Loop loop_of(std::index_sequence<index...>) {
  constexpr long number =
      P::layout == Layout::compat ? arch::number32(functions[row].symbol) : functions[row].number;
  return &loop<P, number, P::words(functions[row]).list[index]...>;
}

template <std::size_t row, class P>
void add_cell(std::vector<Call>& calls) {
  constexpr const Function& function = functions[row];
  if constexpr (P::serves(function))
    calls.push_back({&function, &path_of<P>,
                     loop_of<row, P>(std::make_index_sequence<P::words(function).count>{})});
}

template <std::size_t row, class... P>
void add_row(std::vector<Call>& calls, std::type_identity<std::tuple<P...>>) {
  (add_cell<row, P>(calls), ...);
}

template <std::size_t... row>
std::vector<Call> matrix(std::index_sequence<row...>) {
  std::vector<Call> calls;
  (add_row<row>(calls, std::type_identity<Paths>{}), ...);
  return calls;
}

template <class... P>
constexpr auto paths_of(std::type_identity<std::tuple<P...>>) {
  return std::array<const Path*, sizeof...(P)>{&path_of<P>...};
}

}  // namespace

const Loop empty_loop = &loop<Nothing, no_number>;

std::string Call::name() const { return fmt::format("{}/{}", function->name, path->name); }

std::span<const Call> all_calls() {
  static const auto calls = matrix(std::make_index_sequence<functions.size()>{});
  return calls;
}

std::span<const Path* const> all_paths() {
  static constexpr auto paths = paths_of(std::type_identity<Paths>{});
  return paths;
}

const Call* reference_of(const Call& call) {
  const auto& function = *call.function;
  const auto name = function.reference.empty() ? function.name : function.reference;
  for (const Call& other : all_calls())
    if (other.function->name == name && other.path == &path_of<paths::Insn>) return &other;
  return nullptr;
}

}  // namespace vdsobench::calls
