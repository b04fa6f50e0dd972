#include "layer/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>

#include "layer/remove_tree.h"

using namespace bulkhead;

namespace {

struct Entry {
  std::string name;
  mode_t type = AE_IFREG;
  std::string content;
  /** Of symbolic and hard links. */
  std::string target;
  bool hard = false;
};

std::string tarOf(const std::vector<Entry>& entries) {
  std::string bytes(1 << 20, '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_pax_restricted(writer);
  archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
  for (const Entry& wanted : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, wanted.name.c_str());
    archive_entry_set_filetype(entry, wanted.type);
    archive_entry_set_perm(entry, 0755);
    archive_entry_set_size(entry, static_cast<la_int64_t>(wanted.content.size()));
    if (wanted.hard)
      archive_entry_set_hardlink(entry, wanted.target.c_str());
    else if (!wanted.target.empty())
      archive_entry_set_symlink(entry, wanted.target.c_str());
    archive_write_header(writer, entry);
    archive_write_data(writer, wanted.content.data(), wanted.content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

std::string digestOf(const std::string& bytes) {
  sha256_ctx hash;
  sha256_init(&hash);
  sha256_update(&hash, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()));
  std::array<uint8_t, SHA256_DIGEST_SIZE> sum{};
  sha256_digest(&hash, sum.size(), sum.data());
  std::string text = "sha256:";
  for (uint8_t byte : sum) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

/** Unpacks into a fresh place, which the test may look at; nothing stays. */
class Unpacking {
 public:
  explicit Unpacking(const std::string& bytes, const std::string& diffId = {}) {
    REQUIRE(mkdtemp(place_) != nullptr);
    Fd layer(memfd_create("layer", MFD_CLOEXEC));
    REQUIRE(write(layer.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    lseek(layer.get(), 0, SEEK_SET);
    Result<Job> job = startUnpack({layer.get(), target(), diffId.empty() ? digestOf(bytes) : diffId, 1 << 22, 100});
    REQUIRE(static_cast<bool>(job));
    result_ = finishUnpack(*job);
  }
  ~Unpacking() {
    Fd parent(open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    (void)removeTree(parent.get(), place_ + 5);
  }
  [[nodiscard]] std::string target() const { return std::string(place_) + "/layer"; }
  Result<UnpackResult>& result() { return result_; }
  /** "" when it went well. */
  std::string step() { return result_ ? "" : result_.error().step; }
  [[nodiscard]] bool nothingLeft() const { return rmdir(place_) == 0; }

 private:
  char place_[32] = "/tmp/unpack-test-XXXXXX";
  Result<UnpackResult> result_ = UnpackResult{};
};

}  // namespace

TEST_CASE("files, links and whiteouts are written") {
  Unpacking done(tarOf({{"etc", AE_IFDIR, "", "", false},
                        {"etc/motd", AE_IFREG, "ahoy", "", false},
                        {"link", AE_IFLNK, "", "/etc/motd", false},
                        {"hard", AE_IFREG, "", "etc/motd", true},
                        {"etc/.wh.issue", AE_IFREG, "", "", false}}));
  REQUIRE(done.step().empty());
  CHECK(done.result()->entries == 5);
  struct stat file {};
  CHECK(stat((done.target() + "/hard").c_str(), &file) == 0);
  CHECK(file.st_size == 4);
  CHECK(file.st_nlink == 2);
  CHECK(lstat((done.target() + "/etc/issue").c_str(), &file) == 0);
  CHECK(S_ISCHR(file.st_mode));
  CHECK(file.st_rdev == 0);
}

TEST_CASE("hostile layers are refused with their reason and leave nothing") {
  struct Case {
    const char* step;
    std::vector<Entry> entries;
  };
  for (const Case& hostile : std::vector<Case>{{"layer.path", {{"../escape", AE_IFREG, "x", "", false}}},
                                               {"layer.path", {{"/absolute", AE_IFREG, "x", "", false}}},
                                               {"layer.link", {{"hard", AE_IFREG, "", "/etc/shadow", true}}},
                                               {"layer.link", {{"hard", AE_IFREG, "", "not/there", true}}},
                                               {"layer.device", {{"null", AE_IFCHR, "", "", false}}}}) {
    Unpacking refused(tarOf(hostile.entries));
    CHECK(refused.step() == hostile.step);
    CHECK(refused.nothingLeft());
  }
}

TEST_CASE("a link to outside is written through inside of the layer only") {
  Unpacking done(tarOf({{"out", AE_IFLNK, "", "/tmp", false}, {"out/bulkhead-escape", AE_IFREG, "x", "", false}}));
  CHECK(access("/tmp/bulkhead-escape", F_OK) != 0);
}

TEST_CASE("a wrong digest and a cut-off end are refused") {
  std::string whole = tarOf({{"a", AE_IFREG, std::string(5000, 'a'), "", false}});
  Unpacking wrong(whole, "sha256:0000");
  CHECK(wrong.step() == "layer.digest");
  CHECK(wrong.nothingLeft());
  Unpacking cut(whole.substr(0, 3000), digestOf(whole));
  CHECK(cut.step() == "layer.truncated");
  CHECK(cut.nothingLeft());
}
