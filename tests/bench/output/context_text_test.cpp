#include "bench/output/context_text.hpp"

#include <gmock/gmock.h>

#include "host/keys.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(std::string_view mitigations) {
  return context_text({{std::string(host::keys::mitigations), std::string(mitigations)}},
                      {80, false});
}

TEST(ContextText, PutsWhatIsVulnerableBeforeWhatIsMitigatedAndFoldsTheRest) {
  const auto text = text_of(
      "a: Not affected; b: Mitigation: PTI; c: Not affected; d: KVM: Vulnerable; e: Vulnerable");
  EXPECT_THAT(text, HasSubstr("Mitigations\n"
                              "  d             KVM: Vulnerable\n"
                              "  e             Vulnerable\n"
                              "  b             Mitigation: PTI\n"
                              "  not affected  a, c\n\nContext\n"));
}

TEST(ContextText, FoldsLongValues) {
  EXPECT_EQ(context_text({{"key", "one two three"}, {"longer", "x"}}, {18, false}),
            "Context\n  key     one two\n          three\n  longer  x\n");
}

TEST(ContextText, TakesWhatNoKernelHasSaidSoFar) {
  const auto text = text_of("odd; ; f: Processor vulnerable");
  EXPECT_THAT(text, HasSubstr("  f    Processor vulnerable\n  odd  unknown\n"));
}

TEST(ContextText, OfAMachineWithoutSuchFilesSaysNothingOfThem) {
  EXPECT_THAT(context_text({{"key", "value"}}, {80, false}), Not(HasSubstr("Mitigations")));
}

}  // namespace
}  // namespace vdsobench::bench
