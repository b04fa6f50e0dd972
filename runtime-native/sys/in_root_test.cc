#include "sys/in_root.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "layer/remove_tree.h"

using namespace bulkhead;

namespace {

/** A directory with a link out of it, gone at the end of the test. */
class Root {
 public:
  Root() {
    REQUIRE(mkdtemp(path_) != nullptr);
    fd_.reset(open(path_, O_PATH | O_DIRECTORY | O_CLOEXEC));
    REQUIRE(symlinkat("/etc", fd_.get(), "absolute") == 0);
    REQUIRE(symlinkat("../../../../etc", fd_.get(), "relative") == 0);
  }
  ~Root() {
    Fd parent(open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    (void)removeTree(parent.get(), path_ + 5);
  }
  [[nodiscard]] int fd() const { return fd_.get(); }
  [[nodiscard]] std::string path() const { return path_; }

 private:
  char path_[32] = "/tmp/in-root-test-XXXXXX";
  Fd fd_;
};

}  // namespace

TEST_CASE("cleanPath never leaves the root") {
  CHECK(cleanPath("/a//b/../c/") == "/a/c");
  CHECK(cleanPath("../../etc/passwd") == "/etc/passwd");
  CHECK(cleanPath("") == "/");
}

TEST_CASE("links of the image resolve inside of it") {
  Root root;
  for (const char* path : {"/absolute/passwd", "/relative/passwd", "/../etc/passwd"}) {
    Result<Fd> opened = openInRoot(root.fd(), path, O_RDONLY);
    CHECK_FALSE(static_cast<bool>(opened));
    CHECK(opened.error().errnum == ENOENT);
  }
}

TEST_CASE("a mount point below a link is made inside the root") {
  Root root;
  Result<Fd> inside = makeDirectoryInRoot(root.fd(), "/etc", 0755);
  REQUIRE(static_cast<bool>(inside));
  Result<Fd> file = makeFileInRoot(root.fd(), "/absolute/deep/file", 0644);
  REQUIRE(static_cast<bool>(file));
  struct stat made {};
  CHECK(stat((root.path() + "/etc/deep/file").c_str(), &made) == 0);
  CHECK(access("/etc/deep", F_OK) != 0);
}
