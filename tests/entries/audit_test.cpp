#include "entries/audit.hpp"

#include <gtest/gtest.h>
#include <linux/audit.h>
#include <linux/netlink.h>

#include <cstring>
#include <vector>

#include "base/in_child.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::entries {
namespace {

// A datagram as the kernel sends it: a header, a payload, and what aligns them.
class Datagram {
 public:
  template <class Payload>
  Datagram& add(unsigned short type, const Payload& payload) {
    const nlmsghdr header = {static_cast<unsigned>(NLMSG_HDRLEN + sizeof payload), type, 0, 0, 0};
    const auto at = bytes_.size();
    bytes_.resize(at + NLMSG_ALIGN(header.nlmsg_len));
    std::memcpy(&bytes_[at], &header, sizeof header);
    std::memcpy(&bytes_[at + NLMSG_HDRLEN], &payload, sizeof payload);
    return *this;
  }
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

audit_status enabled() {
  audit_status status = {};
  status.enabled = 1;
  return status;
}

audit_rule_data rule(unsigned flags, unsigned action, unsigned fields) {
  audit_rule_data rule = {};
  rule.flags = flags;
  rule.action = action;
  rule.field_count = fields;
  return rule;
}

TEST(AuditAnswers, SayWhetherItIsOn) {
  Audit audit;
  EXPECT_FALSE(add_answers(Datagram().add(AUDIT_GET, enabled()).bytes(), audit));
  EXPECT_TRUE(audit.on);
  add_answers(Datagram().add(AUDIT_GET, audit_status{}).bytes(), audit);
  EXPECT_FALSE(audit.on);
}

TEST(AuditAnswers, AreARuleEachUntilTheyAreDone) {
  Audit audit;
  const auto first = rule(AUDIT_FILTER_EXIT, AUDIT_ALWAYS, 2);
  EXPECT_TRUE(add_answers(Datagram().add(AUDIT_LIST_RULES, first).bytes(), audit));
  EXPECT_FALSE(
      add_answers(Datagram().add(AUDIT_LIST_RULES, first).add(NLMSG_DONE, 0).bytes(), audit));
  EXPECT_EQ(audit.rules, 2U);
  EXPECT_FALSE(audit.exempted);
}

TEST(AuditAnswers, KnowTheRuleThatLeavesOutAllTasks) {
  for (const auto& [flags, action, fields, exempts] :
       {std::tuple(AUDIT_FILTER_TASK, AUDIT_NEVER, 0, true),
        std::tuple(AUDIT_FILTER_TASK | AUDIT_FILTER_PREPEND, AUDIT_NEVER, 0, true),
        std::tuple(AUDIT_FILTER_TASK, AUDIT_NEVER, 1, false),
        std::tuple(AUDIT_FILTER_TASK, AUDIT_ALWAYS, 0, false),
        std::tuple(AUDIT_FILTER_EXIT, AUDIT_NEVER, 0, false)}) {
    Audit audit;
    const auto one = rule(static_cast<unsigned>(flags), static_cast<unsigned>(action),
                          static_cast<unsigned>(fields));
    add_answers(Datagram().add(AUDIT_LIST_RULES, one).bytes(), audit);
    EXPECT_EQ(audit.exempted, exempts) << flags << " " << action << " " << fields;
  }
}

TEST(AuditAnswers, EndWithAnErrorOrWhatIsTooShort) {
  Audit audit;
  EXPECT_FALSE(add_answers(Datagram().add(NLMSG_ERROR, -1).bytes(), audit));
  const Datagram whole = Datagram().add(AUDIT_LIST_RULES, rule(0, 0, 0));
  for (std::size_t size = sizeof(nlmsghdr); size < whole.bytes().size(); size += 7)
    EXPECT_FALSE(add_answers(whole.bytes().first(size), audit)) << size;
  EXPECT_EQ(audit.rules, 0U);
}

TEST(Audit, SaysWhatIsLackingToSeeIt) {
  const auto said = in_child([] {
    if (!drop_capabilities()) return std::string("not dropped");
    const auto state = audit();
    return state ? "seen" : state.reason().text;
  });
  EXPECT_EQ(said, "lacks CAP_AUDIT_CONTROL");
}

TEST(Audit, IsSeenOrSaysWhyNot) {
  if (const auto state = audit(); !state) {
    EXPECT_FALSE(state.reason().text.empty());
  }
}

}  // namespace
}  // namespace vdsobench::entries
