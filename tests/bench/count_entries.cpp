// Counts as run and check do, but what, how often and for how long the tests want: no user can have
// the program do that. Prints what a counting process reports, with the names of what it counted:
// the calls that lead somewhere here.

#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <stdexcept>

#include "bench/cli/selection.hpp"
#include "bench/json_text.hpp"
#include "bench/processes/counter.hpp"
#include "bench/processes/self.hpp"
#include "entries/capabilities.hpp"

namespace {

using namespace vdsobench;

entries::Method method_named(std::string_view name) {
  for (const auto method : entries::all_methods)
    if (entries::name_of(method) == name) return method;
  throw std::runtime_error(fmt::format("no method is named {}", name));
}

std::vector<calls::BoundCall> bound_calls(const std::vector<std::string>& names) {
  const auto process_facts = calls::own_process_facts();
  std::vector<calls::BoundCall> calls;
  for (const auto* call : bench::find_calls(names))
    if (const auto bound = calls::bind(*call, process_facts)) calls.push_back(bound.value());
  return calls;
}

nlohmann::json report_of(const bench::CounterRequest& request) {
  const auto child = bench::fork_to([&] { return bench::json_text(count_entries(request)); });
  const auto answer = bench::answer_of(child.value(), std::chrono::minutes(10));
  if (!answer) throw std::runtime_error("the process that counts " + answer.reason().text);
  auto report = nlohmann::json::parse(answer.value());
  for (const auto& call : request.calls) report["calls"].push_back(call.call->name());
  return report;
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4)
    throw std::runtime_error("usage: count_entries METHOD TIMES SECONDS CALL...");
  entries::lay_aside_lent_capabilities();
  const bench::CounterRequest request = {
      .calls = bound_calls({arguments.begin() + 3, arguments.end()}),
      .method = method_named(arguments[0]),
      .times = std::stoull(arguments[1]),
      .longest = std::chrono::seconds(std::stoul(arguments[2]))};
  fmt::print("{}\n", bench::json_text(report_of(request)));
}

}  // namespace

int main(int count, char** arguments) try {
  run({arguments + 1, arguments + count});
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "count_entries: {}\n", error.what());
  return 3;
}
