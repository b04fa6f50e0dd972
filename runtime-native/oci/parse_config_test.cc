#include "oci/parse_config.h"

#include <doctest/doctest.h>

using namespace bulkhead;

TEST_CASE("a config is read") {
  Result<oci::Config> config = oci::parseConfig(
      R"({"process":{"args":["sh"],"cwd":"/","user":{"uid":5},"rlimits":[{"type":"RLIMIT_NOFILE","soft":10,"hard":18446744073709550000}]},
          "linux":{"namespaces":[{"type":"mount"},{"type":"network","path":"/proc/1/ns/net"}],"resources":{"memory":{"limit":1024},"pids":{"limit":-1}}}})");
  REQUIRE(static_cast<bool>(config));
  CHECK(config->process.uid == 5);
  CHECK(config->process.rlimits[0].hard > INT64_MAX);
  CHECK(config->makes("mount"));
  CHECK_FALSE(config->makes("network"));
  CHECK(*config->resources.memory.limit == 1024);
  CHECK(*config->resources.pidsLimit == -1);
}

TEST_CASE("what engines write as 0 for a limit that is not set is no limit") {
  Result<oci::Resources> resources =
      oci::parseResources(R"({"cpu":{"shares":0,"quota":0,"period":0,"idle":0},"blockIO":{"weight":0},"memory":{"swappiness":0}})");
  REQUIRE(static_cast<bool>(resources));
  CHECK_FALSE(resources->cpu.shares.has_value());
  CHECK_FALSE(resources->cpu.quota.has_value());
  CHECK_FALSE(resources->cpu.period.has_value());
  CHECK_FALSE(resources->blockIO.weight.has_value());
  CHECK(*resources->cpu.idle == 0);
  CHECK(*resources->memory.swappiness == 0);
}

TEST_CASE("wrong types are refused with their place") {
  struct Case {
    const char* text;
    const char* object;
  };
  for (const Case& wrong :
       {Case{R"({"process":{"args":"sh"}})", "process.args"}, Case{R"({"process":{"args":["a"],"cwd":"relative"}})", "process.cwd"},
        Case{R"({"process":{"args":["a"],"user":{"uid":-1}}})", "process.user.uid"}, Case{R"({})", "process"},
        Case{R"({"process":{"args":["a"]},"mounts":[{"destination":"x"}]})", "mounts[0].destination"},
        Case{R"({"process":{"args":["a"]},"linux":{"namespaces":[{"type":"pid"},{"type":"pid"}]}})", "linux.namespaces[1].type"},
        Case{R"({"process":{"args":["a\u0000b"]}})", "process.args"}}) {
    INFO(wrong.text);
    Result<oci::Config> config = oci::parseConfig(wrong.text);
    REQUIRE_FALSE(static_cast<bool>(config));
    CHECK(config.error().object == wrong.object);
    CHECK(config.error().code == "invalid");
  }
}

TEST_CASE("hostile text is bounded") {
  CHECK_FALSE(static_cast<bool>(parseJson(std::string(2 << 20, ' '), "x")));
  CHECK_FALSE(static_cast<bool>(parseJson(std::string(100000, '['), "x")));
  CHECK_FALSE(static_cast<bool>(parseJson("{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}", "x")));
  CHECK_FALSE(static_cast<bool>(parseJson("not json", "x")));
}

TEST_CASE("what is not done is refused by name") {
  struct Case {
    const char* text;
    const char* object;
  };
  for (const Case& asked :
       {Case{R"({"process":{"args":["a"],"apparmorProfile":"docker-default"}})", "process.apparmorProfile"},
        Case{R"({"process":{"args":["a"],"scheduler":{"policy":"SCHED_FIFO"}}})", "process.scheduler"},
        Case{R"({"process":{"args":["a"]},"linux":{"mountLabel":"x"}})", "linux.mountLabel"},
        Case{R"({"process":{"args":["a"]},"linux":{"resources":{"rdma":{"mlx4_0":{"hcaHandles":1}}}}})", "linux.resources.rdma"},
        Case{R"({"process":{"args":["a"]},"linux":{"seccomp":{"defaultAction":"SCMP_ACT_ALLOW","flags":["SECCOMP_FILTER_FLAG_LOG"]}}})",
             "linux.seccomp.flags"}}) {
    INFO(asked.text);
    Result<oci::Config> config = oci::parseConfig(asked.text);
    REQUIRE_FALSE(static_cast<bool>(config));
    CHECK(config.error().code == "unsupported");
    CHECK(config.error().object == asked.object);
  }
}

TEST_CASE("empty members ask for nothing") {
  CHECK(static_cast<bool>(oci::parseConfig(
      R"({"process":{"args":["a"],"apparmorProfile":"","selinuxLabel":""},"linux":{"mountLabel":"","resources":{"rdma":{},"blockIO":{"weightDevice":[]}}}})")));
  CHECK(static_cast<bool>(oci::parseConfig(R"({"process":{"args":["a"],"apparmorProfile":"unconfined"}})")));
}
