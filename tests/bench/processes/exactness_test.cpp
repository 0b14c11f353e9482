#include "bench/processes/exactness.hpp"

#include <gmock/gmock.h>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const calls::Known nops = {.name = "100 nops", .loop = nullptr, .instructions = 100};

timing::Samples of(double instructions) {
  return {.batch = 10, .calls = {10 * instructions}, .empty = {0}};
}

TEST(Exactness, IsProvenByWhatIsKnown) { EXPECT_NO_THROW(prove_exactness(nops, of(100))); }

TEST(Exactness, IsRefutedByAnyOtherNumber) {
  EXPECT_THAT([] { prove_exactness(nops, of(101)); },
              ThrowsMessage<MeasurementError>(HasSubstr("was measured as 101")));
  EXPECT_THAT([] { prove_exactness(nops, of(99.5)); },
              ThrowsMessage<MeasurementError>(HasSubstr("no whole number")));
}

// No machine that builds this takes a tick an instruction, but for QEMU's clock.
TEST(Exactness, IsNotToBeHadOnATimedMachine) {
  EXPECT_THAT([] { require_instruction_clock(); },
              ThrowsMessage<UsageError>(HasSubstr("scripts/kernels.py run --exact")));
}

}  // namespace
}  // namespace vdsobench::bench
