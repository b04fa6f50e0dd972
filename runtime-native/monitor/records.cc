#include "monitor/records.h"

#include <fcntl.h>
#include <time.h>

#include "sys/files.h"

namespace bulkhead {

namespace {

constexpr const char* reservedExit = ".exit.json.new";
/** More than the longest one. */
constexpr size_t reservedExitBytes = 256;

}  // namespace

int64_t nowMs() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

Json exitJson(const ExitStatus& exit) {
  Json json = {{"code", exit.code}, {"oomKilled", exit.oomKilled}, {"finishedAt", exit.finishedAt}};
  if (exit.signal != 0) json["signal"] = exit.signal;
  return json;
}

ExitStatus exitStatusOf(const Pid::Status& status, bool oomKilled) {
  return ExitStatus{status.signal != 0 ? 128 + status.signal : status.code, status.signal, oomKilled, nowMs()};
}

Result<void> writeRecord(int directory, const ContainerRecord& record) {
  Json json = {{"id", record.id},
               {"pid", record.pid},
               {"pidStart", record.pidStart},
               {"monitorPid", record.monitorPid},
               {"monitorStart", record.monitorStart},
               {"createdAt", record.createdAt},
               {"startedAt", record.startedAt},
               {"cgroups", record.cgroups}};
  return replaceFileAt(directory, "state.json", json.dump());
}

Result<ContainerRecord> readRecord(int directory) {
  std::string text = TRY(readFileAt(directory, "state.json"));
  Json json = TRY(parseJson(text, "state.json"));
  std::optional<Error> error;
  JsonReader reader(json, "", error);
  ContainerRecord record;
  record.id = reader.text("id");
  record.pid = static_cast<pid_t>(reader.integer("pid").value_or(0));
  record.pidStart = reader.natural("pidStart").value_or(0);
  record.monitorPid = static_cast<pid_t>(reader.integer("monitorPid").value_or(0));
  record.monitorStart = reader.natural("monitorStart").value_or(0);
  record.createdAt = reader.integer("createdAt").value_or(0);
  record.startedAt = reader.integer("startedAt").value_or(0);
  reader.eachText("cgroups", [&](const std::string& name, const std::string& path) { record.cgroups[name] = path; });
  if (error) return *error;
  return record;
}

Result<void> reserveExit(int directory) {
  Fd file = TRY(openAt(directory, reservedExit, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600));
  return writeAll(file.get(), std::string(reservedExitBytes, ' '), reservedExit);
}

Result<void> writeExit(int directory, const ExitStatus& exit) {
  std::string text = exitJson(exit).dump();
  {
    Fd file = TRY(openAt(directory, reservedExit, O_WRONLY | O_CREAT | O_NOFOLLOW, 0600));
    TRY(writeAll(file.get(), text, "exit.json"));
    if (ftruncate(file.get(), static_cast<off_t>(text.size())) != 0) return systemError("write", "exit.json");
  }
  if (renameat(directory, reservedExit, directory, "exit.json") != 0) return systemError("rename", "exit.json");
  return {};
}

std::optional<ExitStatus> readExit(int directory) {
  Result<std::string> text = readFileAt(directory, "exit.json");
  if (!text) return std::nullopt;
  Result<Json> json = parseJson(*text, "exit.json");
  if (!json) return std::nullopt;
  std::optional<Error> error;
  JsonReader reader(*json, "", error);
  return ExitStatus{static_cast<int>(reader.integer("code").value_or(0)), static_cast<int>(reader.integer("signal").value_or(0)),
                    reader.flag("oomKilled"), reader.integer("finishedAt").value_or(0)};
}

Json stateJson(const ContainerRecord& record, const std::optional<ExitStatus>& exit) {
  const char* status = exit ? "stopped" : record.startedAt == 0 ? "created" : cgroup::isFrozen(record.cgroups) ? "paused" : "running";
  Json json = {{"id", record.id},
               {"status", status},
               {"pid", exit ? 0 : record.pid},
               {"monitorPid", record.monitorPid},
               {"createdAt", record.createdAt},
               {"cgroups", record.cgroups}};
  if (record.startedAt != 0) json["startedAt"] = record.startedAt;
  if (exit) json["exit"] = exitJson(*exit);
  return json;
}

}  // namespace bulkhead
