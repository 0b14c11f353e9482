#include "bench/processes/worker_request.hpp"

#include <gmock/gmock.h>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string refusal(std::string_view text) {
  try {
    worker_request(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

TEST(WorkerRequest, ArrivesAsItWasSent) {
  const WorkerRequest sent = {.calls = {"time/vdso", "getcpu/libc"},
                              .cpu = 3,
                              .seconds = 0.1,
                              .seed = 0xffff'ffff'ffff'ffff,
                              .exact = true,
                              .latency = true,
                              .cpus = {3, 5}};
  const auto arrived = worker_request(nlohmann::json(sent).dump());
  EXPECT_EQ(arrived.calls, sent.calls);
  EXPECT_EQ(arrived.cpu, sent.cpu);
  EXPECT_EQ(arrived.seconds, sent.seconds);
  EXPECT_EQ(arrived.seed, sent.seed);
  EXPECT_EQ(arrived.exact, sent.exact);
  EXPECT_EQ(arrived.latency, sent.latency);
  EXPECT_EQ(arrived.cpus, sent.cpus);
}

TEST(WorkerRequest, NeedsNoMoreThanCalls) {
  const auto request = worker_request(R"({"calls": ["time/vdso"]})");
  EXPECT_THAT(request.calls, testing::ElementsAre("time/vdso"));
  EXPECT_EQ(request.cpu, std::nullopt);
  EXPECT_EQ(nlohmann::json(request).at("cpu"), nullptr);
  EXPECT_FALSE(request.exact || request.latency);
  EXPECT_TRUE(request.cpus.empty());
}

TEST(WorkerRequest, IsAnObject) {
  for (const char* text : {"", "{", "[]", "7", "--calls", "{\"calls\": [\"time/vdso\"]} x"})
    EXPECT_THAT(refusal(text), HasSubstr("be a JSON object")) << text;
}

TEST(WorkerRequest, NamesTheMemberThatIsNoneOfItsOwn) {
  for (const char* member :
       {R"("second":1)", R"("seconds":"1")", R"("seconds":null)", R"("cpu":1.5)",
        R"("cpu":4294967297)", R"("cpus":[1,"x"])", R"("exact":1)", R"("calls":"time/vdso")"})
    EXPECT_EQ(refusal("{" + std::string(member) + "}"),
              "a worker's request cannot hold {" + std::string(member) + "}");
}

TEST(WorkerRequest, NamesCalls) {
  EXPECT_THAT(refusal("{}"), StartsWith("a worker's request names no \"calls\""));
  EXPECT_THAT(refusal(R"({"calls": []})"), StartsWith("a worker's request names no \"calls\""));
}

}  // namespace
}  // namespace vdsobench::bench
