#include "image/live.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

using testing::HasSubstr;

Mapping mapping_of(const std::vector<std::byte>& bytes, const char* permissions) {
  const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
  return {begin, begin + bytes.size(), permissions, "[vdso]", ""};
}

TEST(ImageAt, ReadsTheMappingThatBeginsThere) {
  const Sample sample("both");
  const std::array mappings{mapping_of(sample.bytes, "r-xp")};
  const auto image = image_at(mappings[0].begin, mappings);
  ASSERT_TRUE(image) << image.reason().text;
  EXPECT_EQ(image.value().base, mappings[0].begin);
  EXPECT_TRUE(image.value().symbols.find("number_10", "SAMPLE_1"));
}

TEST(ImageAt, SaysWhyThereIsNone) {
  Sample sample("both");
  const auto base = mapping_of(sample.bytes, "").begin;
  EXPECT_THAT(image_at(0, {}).reason().text, HasSubstr("vdso=0"));
  EXPECT_THAT(image_at(base, {}).reason().text, HasSubstr("no mapping begins at 0x"));
  const std::array unreadable{mapping_of(sample.bytes, "--xp")};
  EXPECT_THAT(image_at(base, unreadable).reason().text, HasSubstr("cannot be read (--xp)"));
  sample.bytes[0] = std::byte{0};
  const std::array malformed{mapping_of(sample.bytes, "r-xp")};
  EXPECT_THAT(image_at(base, malformed).reason().text, HasSubstr("malformed: no ELF image"));
}

class Live : public testing::Test {
 protected:
  void SetUp() override {
    if (!image_) GTEST_SKIP() << image_.reason().text;
  }
  const Result<LiveImage> image_ = live_image(own_mappings());
};

TEST_F(Live, FindsAgainWhateverItLists) {
  const auto& symbols = image_.value().symbols;
  EXPECT_FALSE(symbols.all().empty());
  for (const auto& listed : symbols.all()) {
    const auto found = symbols.find(listed.name, listed.version);
    ASSERT_TRUE(found) << listed.name;
    EXPECT_EQ(found->offset, listed.offset) << listed.name;
  }
}

/// The dynamic linker has parsed the same image by its own code.
TEST_F(Live, AgreesWithTheDynamicLinker) {
  void* const vdso = dlopen("linux-vdso.so.1", RTLD_NOW | RTLD_NOLOAD);
  if (vdso == nullptr) GTEST_SKIP() << "this C library does not list the vDSO: " << dlerror();
  for (const auto& symbol : image_.value().symbols.all()) {
    const auto address = image_.value().base + symbol.offset;
    const void* const linked = dlvsym(vdso, symbol.name.c_str(), symbol.version.c_str());
    EXPECT_EQ(address, reinterpret_cast<std::uintptr_t>(linked)) << symbol.name;
  }
  dlclose(vdso);
}

TEST_F(Live, HasABuildId) { EXPECT_FALSE(image_.value().symbols.build_id().empty()); }

/// gettimeofday is the one function of the same form on all architectures.
TEST_F(Live, CarriesFunctionsThatCanBeCalled) {
  const auto all = image_.value().symbols.all();
  const auto found = std::ranges::find_if(
      all, [](const Symbol& symbol) { return symbol.name.ends_with("gettimeofday"); });
  ASSERT_NE(found, all.end());
  const auto entry = static_cast<std::uintptr_t>(image_.value().base + found->offset);
  const auto before = std::time(nullptr);
  timeval now{};
  EXPECT_EQ(reinterpret_cast<int (*)(timeval*, void*)>(entry)(&now, nullptr), 0);
  EXPECT_GE(now.tv_sec, before);
}

}  // namespace
}  // namespace vdsobench::image
