#include "host/keys.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace vdsobench::host {
namespace {

// Every `name` in the first column of the table headed "key, after `vdsobench.`".
std::vector<std::string> documented_keys() {
  std::ifstream file(RESULTS_FORMAT);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto start = text.find("|---", text.find("key, after"));
  const auto table = text.substr(start, text.find("\n\n", start) - start);
  std::vector<std::string> keys;
  for (const std::string& row : split(table, "\n")) {
    for (const std::string& word : split(split(row, "|").front(), ", ")) {
      if (word.starts_with('`')) keys.push_back("vdsobench." + word.substr(1, word.size() - 2));
    }
  }
  return keys;
}

TEST(Keys, AreThoseOfTheDocumentedFormat) {
  EXPECT_EQ(std::vector<std::string>(keys::all.begin(), keys::all.end()), documented_keys());
}

}  // namespace
}  // namespace vdsobench::host
