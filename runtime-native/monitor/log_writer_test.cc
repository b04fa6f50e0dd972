#include "monitor/log_writer.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>

#include "layer/remove_tree.h"
#include "sys/files.h"

using namespace bulkhead;

namespace {

class LogFolder {
 public:
  LogFolder() { REQUIRE(mkdtemp(place_) != nullptr); }
  ~LogFolder() {
    Fd parent(open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    (void)removeTree(parent.get(), place_ + 5);
  }
  [[nodiscard]] std::string path() const { return std::string(place_) + "/log"; }
  /** The lines without their times. */
  [[nodiscard]] std::string lines(const std::string& suffix = "") const {
    std::istringstream text(readFileAt(AT_FDCWD, path() + suffix).take());
    std::string all;
    for (std::string line; std::getline(text, line);) all += line.substr(line.find(' ') + 1) + "\n";
    return all;
  }

 private:
  char place_[32] = "/tmp/log-test-XXXXXX";
};

}  // namespace

TEST_CASE("lines are kept whole however they arrive") {
  LogFolder folder;
  LogWriter log = LogWriter::open({folder.path(), 0, 1}).take();
  REQUIRE(static_cast<bool>(log.write(OutputStream::output, "one\ntw")));
  REQUIRE(static_cast<bool>(log.write(OutputStream::error, "oops\n")));
  REQUIRE(static_cast<bool>(log.write(OutputStream::output, "o\nthr")));
  REQUIRE(static_cast<bool>(log.flush()));
  CHECK(folder.lines() == "stdout F one\nstderr F oops\nstdout F two\nstdout P thr\n");
}

TEST_CASE("a line without end is cut, and marked so") {
  LogFolder folder;
  LogWriter log = LogWriter::open({folder.path(), 0, 1}).take();
  REQUIRE(static_cast<bool>(log.write(OutputStream::output, std::string(20000, 'x') + "\n")));
  std::string text = folder.lines();
  CHECK(text.starts_with("stdout F "));
  CHECK(text.size() > 20000);
}

TEST_CASE("rotation keeps as many files as asked") {
  LogFolder folder;
  LogWriter log = LogWriter::open({folder.path(), 100, 3}).take();
  for (int i = 0; i < 12; ++i) REQUIRE(static_cast<bool>(log.write(OutputStream::output, "line " + std::to_string(i) + "\n")));
  CHECK(folder.lines().find("line 11") != std::string::npos);
  CHECK(access((folder.path() + ".2").c_str(), F_OK) == 0);
  CHECK(access((folder.path() + ".3").c_str(), F_OK) != 0);
}

TEST_CASE("a log that is a pipe or a link is refused") {
  LogFolder folder;
  REQUIRE(mkfifo(folder.path().c_str(), 0600) == 0);
  CHECK_FALSE(static_cast<bool>(LogWriter::open({folder.path()})));
  REQUIRE(unlink(folder.path().c_str()) == 0);
  REQUIRE(symlink("/dev/null", folder.path().c_str()) == 0);
  CHECK_FALSE(static_cast<bool>(LogWriter::open({folder.path()})));
}
