#include "host/mitigations.hpp"

#include <gtest/gtest.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

const std::string vulnerabilities = cpu_folder + "vulnerabilities/";

TEST(Mitigations, AreNamedInOrder) {
  TempDir dir;
  dir.write(vulnerabilities + "spectre_v1", "Vulnerable\n")
      .write(vulnerabilities + "meltdown", "Mitigation: PTI\n");
  EXPECT_EQ(mitigations(dir.root()), "meltdown: Mitigation: PTI; spectre_v1: Vulnerable");
}

TEST(Mitigations, ASemicolonPartsOnlyVulnerabilities) {
  TempDir dir;
  dir.write(vulnerabilities + "mds", "Vulnerable; SMT disabled\n")
      .write(vulnerabilities + "spectre_v2",
             "Mitigation: Retpolines; STIBP: disabled; RSB filling\n");
  EXPECT_EQ(mitigations(dir.root()),
            "mds: Vulnerable, SMT disabled; "
            "spectre_v2: Mitigation: Retpolines, STIBP: disabled, RSB filling");
}

TEST(Mitigations, LeavesOutWhatSaysNothing) {
  TempDir dir;
  dir.write(vulnerabilities + "empty", "")
      .write(vulnerabilities + "folder/x", "y")
      .write(vulnerabilities + "l1tf", "None");
  EXPECT_EQ(mitigations(dir.root()), "l1tf: None");
}

TEST(Mitigations, AreAbsentWithoutTheFolder) {
  EXPECT_EQ(mitigations(TempDir().root()), std::nullopt);
}

}  // namespace
}  // namespace vdsobench::host
