#include "image/symbols.hpp"

#include <elf.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "image/sample.hpp"

namespace vdsobench::image {
namespace {

using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

/// A sample mapped the way the kernel maps the vDSO: the whole file, executable.
class MappedSample {
 public:
  explicit MappedSample(const std::string& name) : size_(Sample(name).bytes.size()) {
    const int file = open(sample_path(name).c_str(), O_RDONLY | O_CLOEXEC);
    address_ = mmap(nullptr, size_, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
    close(file);
    if (address_ == MAP_FAILED) throw std::runtime_error("cannot map " + sample_path(name));
  }
  ~MappedSample() { munmap(address_, size_); }
  MappedSample(const MappedSample&) = delete;
  MappedSample& operator=(const MappedSample&) = delete;

  std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(address_), size_};
  }

  int call(const Symbol& function) const {
    const auto entry = reinterpret_cast<std::uintptr_t>(address_) + function.offset;
    return reinterpret_cast<int (*)()>(entry)();
  }

 private:
  std::size_t size_;
  void* address_;
};

std::set<std::string> names_of(const std::vector<Symbol>& symbols) {
  std::set<std::string> names;
  for (const auto& symbol : symbols) names.insert(symbol.name);
  return names;
}

class EverySample : public testing::TestWithParam<std::string> {
 protected:
  static SymbolTable table() {
    auto parsed = Sample(GetParam()).parse();
    if (!parsed) throw std::runtime_error(parsed.reason().text);
    return std::move(parsed).value();
  }
};

TEST_P(EverySample, ListsTheDefinedFunctionsAndNothingElse) {
  std::set<std::string> expected{"alias", "calls_undefined"};
  for (int number = 10; number <= 25; ++number) expected.insert("number_" + std::to_string(number));
  auto names = names_of(table().all());
  for (const auto* versioned_only : {"twice", "hidden"}) names.erase(versioned_only);
  EXPECT_EQ(names, expected);
}

TEST_P(EverySample, ListsInOrderOfOffsetThenName) {
  const auto all = table().all();
  EXPECT_TRUE(std::ranges::is_sorted(all, [](const Symbol& one, const Symbol& other) {
    return std::tie(one.offset, one.name) < std::tie(other.offset, other.name);
  }));
}

TEST_P(EverySample, FindsAgainWhateverItLists) {
  const auto symbols = table();
  for (const auto& listed : symbols.all()) {
    const auto found = symbols.find(listed.name, listed.version);
    ASSERT_TRUE(found) << listed.name << '@' << listed.version;
    EXPECT_EQ(found->offset, listed.offset) << listed.name << '@' << listed.version;
    EXPECT_EQ(found->size, listed.size) << listed.name << '@' << listed.version;
  }
}

TEST_P(EverySample, DoesNotFindWhatIsNoDefinedFunction) {
  const auto symbols = table();
  for (const auto* name : {"object", "undefined", "hidden", "SAMPLE_1", "number_1", "", "absent"})
    EXPECT_FALSE(symbols.find(name, "SAMPLE_1")) << name;
}

INSTANTIATE_TEST_SUITE_P(Samples, EverySample, testing::ValuesIn(every_sample()), by_name);

class NativeSample : public EverySample {};

TEST_P(NativeSample, GivesOffsetsThatLeadToTheRightCode) {
  const MappedSample image(GetParam());
  const auto symbols = table();
  for (int number = 10; number <= 25; ++number) {
    const auto found = symbols.find("number_" + std::to_string(number), "SAMPLE_1");
    ASSERT_TRUE(found) << number;
    EXPECT_EQ(image.call(*found), number);
  }
  EXPECT_EQ(image.call(symbols.find("alias", "SAMPLE_1").value()), 10);
}

INSTANTIATE_TEST_SUITE_P(Samples, NativeSample, testing::ValuesIn(native_samples()), by_name);

class VersionedSample : public EverySample {};

TEST_P(VersionedSample, TellsTheVersionsOfOneNameApart) {
  const MappedSample image(GetParam());
  const auto symbols = table();
  EXPECT_EQ(image.call(symbols.find("twice", "SAMPLE_1").value()), 1);
  EXPECT_EQ(image.call(symbols.find("twice", "SAMPLE_2").value()), 2);
}

TEST_P(VersionedSample, DoesNotFindAnotherVersion) {
  const auto symbols = table();
  for (const auto* version : {"SAMPLE_2", "SAMPLE_", "SAMPLE_11", "LINUX_2.6", ""})
    EXPECT_FALSE(symbols.find("number_10", version)) << version;
}

INSTANTIATE_TEST_SUITE_P(Samples, VersionedSample, testing::ValuesIn(versioned_native_samples()),
                         by_name);

TEST(UnversionedSample, AnswersToAnyVersion) {
  const auto table = Sample("unversioned").parse();
  ASSERT_TRUE(table);
  EXPECT_TRUE(table.value().find("number_10", "LINUX_2.6"));
  EXPECT_TRUE(table.value().find("number_10", ""));
  EXPECT_THAT(table.value().all(), Each(Field(&Symbol::version, IsEmpty())));
}

TEST(SymbolTable, TakesSymbolsWithoutATypeForFunctions) {
  Sample sample("both");
  sample.set<unsigned char>(sample.symbol("number_17") + offsetof(Elf64_Sym, st_info),
                            ELF64_ST_INFO(STB_GLOBAL, STT_NOTYPE));
  EXPECT_TRUE(sample.parse().value().find("number_17", "SAMPLE_1"));
}

TEST(SymbolTable, OutlivesTheImage) {
  auto image = std::make_unique<Sample>("both");
  const auto table = image->parse();
  std::ranges::fill(image->bytes, std::byte{0xff});
  image.reset();
  EXPECT_EQ(table.value().find("number_17", "SAMPLE_1").value().name, "number_17");
  EXPECT_THAT(table.value().build_id(), Not(IsEmpty()));
}

}  // namespace
}  // namespace vdsobench::image
