#include "command/request.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <string_view>

#include "command/terminal.h"
#include "oci/json_reader.h"

namespace bulkhead {

namespace {

Result<std::string> identityOf(const std::string& program) {
  struct stat file {};
  if (stat(program.c_str(), &file) != 0) return systemError("stat", program);
  uint64_t modified = static_cast<uint64_t>(file.st_mtim.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(file.st_mtim.tv_nsec);
  return std::to_string(file.st_dev) + ":" + std::to_string(file.st_ino) + ":" + std::to_string(file.st_size) + ":" + std::to_string(modified);
}

/** Null where it has been removed. */
Json workingDirectory() {
  std::array<char, PATH_MAX> path{};
  return getcwd(path.data(), path.size()) == nullptr ? Json() : Json(path.data());
}

Json environment() {
  Json variables = Json::object();
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view text(*entry);
    size_t equals = text.find('=');
    if (equals != std::string_view::npos) variables[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  }
  return variables;
}

}  // namespace

Result<std::string> programDirectory() {
  std::array<char, PATH_MAX> path{};
  ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return systemError("readlink", "/proc/self/exe");
  std::string_view program(path.data(), static_cast<size_t>(length));
  return std::string(program.substr(0, program.rfind('/')));
}

Result<std::string> commandRequest(const std::string& directory, int count, char** words) {
  TerminalSize size = terminalSize();
  Json request = {{"build", TRY(identityOf(directory + "/bulkhead-engine.js")) + " " + TRY(identityOf("/proc/self/exe"))},
                  {"args", Json::array()},
                  {"env", environment()},
                  {"cwd", workingDirectory()},
                  {"terminals", {isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0}},
                  {"rows", size.rows},
                  {"columns", size.columns}};
  for (int index = 1; index < count; ++index) request["args"].push_back(words[index]);
  // Bytes that are no UTF-8 become what Node makes of them, too.
  return request.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace bulkhead
