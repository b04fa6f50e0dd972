#include "sys/trusted_directory.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "layer/remove_tree.h"

using namespace bulkhead;

// Only root can make directories of others; the gate runs as root.
TEST_CASE("a directory is trusted if only root can put something else in its place" * doctest::skip(geteuid() != 0)) {
  char place[] = "/tmp/trust-test-XXXXXX";
  REQUIRE(mkdtemp(place) != nullptr);
  std::string root = place;
  CHECK(static_cast<bool>(openTrustedDirectory(root + "/made/below")));
  REQUIRE(symlink("made", (root + "/link").c_str()) == 0);
  REQUIRE(mkdir((root + "/others").c_str(), 0755) == 0);
  REQUIRE(chown((root + "/others").c_str(), 1000, 1000) == 0);
  REQUIRE(mkdir((root + "/open").c_str(), 0755) == 0);
  REQUIRE(chmod((root + "/open").c_str(), 0777) == 0);
  for (const char* path : {"/link/below", "/others", "/others/below", "/open/below", "/made/../made"}) {
    INFO(path);
    CHECK_FALSE(static_cast<bool>(openTrustedDirectory(root + path)));
  }
  CHECK_FALSE(static_cast<bool>(openTrustedDirectory("relative")));
  Fd parent(open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  (void)removeTree(parent.get(), place + 5);
}
