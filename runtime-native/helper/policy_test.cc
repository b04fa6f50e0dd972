#include "helper/policy.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "helper/sub_ids.h"

using namespace bulkhead;

namespace {

const Caller sailor{Caller::Mode::privileged, 1000, 1000, {{0, 1000, 1}, {1, 100000, 65536}}, {{0, 1000, 1}, {1, 100000, 65536}},
                    "/home/sailor/data"};

/** What is granted. */
InitPlan granted() {
  InitPlan plan;
  plan.config.namespaces = {{"mount", ""}, {"user", ""}, {"pid", ""}};
  plan.config.uidMappings = plan.config.gidMappings = {{0, 1000, 1}, {1, 100000, 65536}};
  plan.rootfs.base = {"/", {"/home/sailor/data/layers/a"}, "/home/sailor/data/up", "/home/sailor/data/work"};
  return plan;
}

/** Of a caller who runs nothing. */
ContainerStore none() {
  char directory[] = "/tmp/bulkhead-policy-XXXXXX";
  REQUIRE(mkdtemp(directory) != nullptr);
  ContainerStore store = ContainerStore::open(directory).take();
  rmdir((std::string(directory) + "/containers").c_str());
  rmdir(directory);
  return store;
}

Result<void> ask(const Caller& caller, InitPlan plan, const LogTarget& log = {}) { return authorize(caller, plan, log, none()); }

}  // namespace

TEST_CASE("a caller's own ids, layers and log are granted") { CHECK(static_cast<bool>(ask(sailor, granted(), {"/home/sailor/data/log"}))); }

TEST_CASE("everything else is refused") {
  struct Case {
    const char* what;
    std::function<void(InitPlan&)> change;
  };
  for (const Case& attempt : std::vector<Case>{
           {"no user namespace", [](InitPlan& plan) { plan.config.namespaces.erase(plan.config.namespaces.begin() + 1); }},
           {"root of the host",
            [](InitPlan& plan) {
              plan.config.uidMappings = {{0, 0, 1}};
            }},
           {"beyond the range",
            [](InitPlan& plan) {
              plan.config.gidMappings = {{0, 100000, 65537}};
            }},
           {"wrapping around",
            [](InitPlan& plan) {
              plan.config.uidMappings = {{0, 4294967294U, 4294967294U}};
            }},
           {"a namespace of others",
            [](InitPlan& plan) {
              plan.config.namespaces.push_back({"network", "/proc/1/ns/net"});
            }},
           {"hooks", [](InitPlan& plan) { plan.config.hasHooks = true; }},
           {"a cgroup of others", [](InitPlan& plan) { plan.config.cgroupsPath = "/bulkhead/../other"; }},
           {"a disk",
            [](InitPlan& plan) {
              plan.config.devices = {{"/dev/null", 'b', 1, 3}};
            }},
       }) {
    INFO(attempt.what);
    InitPlan plan = granted();
    attempt.change(plan);
    Result<void> answer = ask(sailor, std::move(plan));
    REQUIRE_FALSE(static_cast<bool>(answer));
    CHECK(answer.error().code == "denied");
  }
  CHECK(ask(sailor, granted(), {"/etc/cron.d/x"}).error().code == "denied");
}

TEST_CASE("root of the host is not mapped, whatever a table says") {
  Caller wrong = sailor;
  wrong.uidMappings.push_back({65537, 0, 65536});
  InitPlan plan = granted();
  plan.config.uidMappings.push_back({65537, 0, 1});
  CHECK(ask(wrong, std::move(plan)).error().code == "denied");
}

TEST_CASE("devices are granted by number, and those of every container to everyone") {
  Caller gunner = sailor;
  gunner.devices = {{"/dev/fuse", 'c', 10, 229}};
  auto planned = [] {
    InitPlan plan = granted();
    plan.config.devices = {{"/dev/other-name", 'c', 10, 229}, {"/dev/null", 'c', 1, 3}, {"/run/fifo", 'p', 0, 0}};
    return plan;
  };
  CHECK(static_cast<bool>(ask(gunner, planned())));
  CHECK(ask(sailor, planned()).error().object == "/dev/other-name");
  CHECK(bindRulesOf(gunner)->devices.size() == 1);
  CHECK_FALSE(bindRulesOf(Caller{}).has_value());
}

TEST_CASE("files of a caller who is not root are touched as the caller") {
  REQUIRE(fileOwnerOf(sailor).has_value());
  CHECK(fileOwnerOf(sailor)->uid == 1000);
  REQUIRE(jobOwnerOf(sailor).has_value());
  CHECK(jobOwnerOf(sailor)->uidMappings.size() == 2);
  Caller root;
  CHECK_FALSE(fileOwnerOf(root).has_value());
  CHECK_FALSE(jobOwnerOf(root).has_value());
}

TEST_CASE("sub-id ranges are read by name and by number") {
  std::vector<oci::IdMapping> mappings = subordinateMappings(1000, "sailor", "1000", "other:1:2\nsailor:100000:65536\n1000:300000:10\nsailor:bad\n");
  REQUIRE(mappings.size() == 3);
  CHECK(mappings[1].hostId == 100000);
  CHECK(mappings[2].containerId == 65537);
  CHECK(userNameOf(1000, "root:x:0:0::/:\nsailor:x:1000:1000::/:\n") == "sailor");
}
