#include "bench/processes/worker_request.hpp"

#include <fmt/format.h>

#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"

namespace vdsobench::bench {

namespace {

using nlohmann::json;

// A member that is read and written again is what it was, unless a request has none of this name,
// or it is of another type or beyond the range of its own: the library cuts such numbers short.
bool is_taken(const json& member) try {
  return json(member.get<WorkerRequest>()).at(member.begin().key()) == *member.begin();
} catch (const json::exception&) {
  return false;
}

}  // namespace

std::chrono::milliseconds patience_with(const WorkerRequest& request) {
  const std::chrono::duration<double> patience(request.exact ? 600 : 300 + 60 * request.seconds);
  return std::chrono::ceil<std::chrono::milliseconds>(patience);
}

WorkerRequest worker_request(std::string_view text) {
  const auto given = json::parse(text, nullptr, false);
  if (!given.is_object())
    throw UsageError(fmt::format("a worker's request should be a JSON object, not {}", text));
  for (const auto& [key, value] : given.items())
    if (const json member = {{key, value}}; !is_taken(member))
      throw UsageError(fmt::format("a worker's request cannot hold {}", json_text(member)));
  auto request = given.get<WorkerRequest>();
  if (request.calls.empty()) throw UsageError("a worker's request names no \"calls\"");
  return request;
}

}  // namespace vdsobench::bench
