/**
 * `bulkhead`: asks the engine that runs to do the command, and is its terminal. Where none runs, or the command is one for a process of its own, it
 * becomes the same command line in Node, which starts the engine: there is one implementation of every command, and this is its fast door.
 */
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "command/relay.h"
#include "command/request.h"

namespace bulkhead {

namespace {

/** docker's: 125 is the command's own fault in `run`, 1 everywhere else. */
int failureCode(int count, char** words) { return count > 1 && strcmp(words[1], "run") == 0 ? 125 : 1; }

/** Nothing means that it has not been begun. */
Result<std::optional<int>> runInEngine(const std::string& directory, int count, char** words) {
  Result<std::string> request = commandRequest(directory, count, words);
  if (!request) return std::optional<int>();
  Result<EngineConnection> connection = askEngine(*request);
  if (!connection) return std::optional<int>();
  return Relay(connection.take(), TRY(Signals::make())).run();
}

int becomeNode(const std::string& directory, int count, char** words) {
  std::string program = directory + "/bulkhead-cli";
  // Node 20 takes `--env-file` for its own wherever it stands, unless it has been told that its options have ended.
  std::vector<char*> arguments{const_cast<char*>("node"), const_cast<char*>("--"), program.data()};
  arguments.insert(arguments.end(), words + 1, words + count);
  arguments.push_back(nullptr);
  execvp("node", arguments.data());
  fprintf(stderr, "bulkhead: node cannot be started: %s. Install Node.js 20 or newer, so that `node` is on the PATH.\n", strerror(errno));
  return failureCode(count, words);
}

/** A descriptor opened later must not be taken for a standard stream. */
void openStandardStreams() {
  for (int fd = 0; fd <= STDERR_FILENO; ++fd)
    if (fcntl(fd, F_GETFD) < 0) open("/dev/null", O_RDWR);
}

int run(int count, char** words) {
  openStandardStreams();
  Result<std::string> directory = programDirectory();
  if (!directory) {
    fprintf(stderr, "bulkhead: %s\n", directory.error().message.c_str());
    return failureCode(count, words);
  }
  Result<std::optional<int>> code = runInEngine(*directory, count, words);
  if (!code) {
    fprintf(stderr, "bulkhead: %s\n", code.error().message.c_str());
    return failureCode(count, words);
  }
  return *code ? **code : becomeNode(*directory, count, words);
}

}  // namespace

}  // namespace bulkhead

int main(int count, char** words) { return bulkhead::run(count, words); }
