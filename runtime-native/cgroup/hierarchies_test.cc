#include "cgroup/hierarchies.h"

#include <doctest/doctest.h>

using namespace bulkhead::cgroup;

TEST_CASE("a pure v2 host has every controller on the one hierarchy") {
  Hierarchies found =
      parseHierarchies("30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n", "0::/user.slice/a.service\n", "cpu memory pids");
  REQUIRE(found.contains("memory"));
  CHECK(found["memory"].version == 2);
  CHECK(found["memory"].directory() == "/sys/fs/cgroup/user.slice/a.service");
  CHECK_FALSE(found.contains("blkio"));
}

TEST_CASE("on a hybrid host each controller is found where it sits") {
  const char* mountinfo =
      "30 24 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
      "31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
      "32 24 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
      "33 24 0:29 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd\n";
  Hierarchies found = parseHierarchies(mountinfo, "5:memory:/jobs/7\n4:cpu,cpuacct:/\n2:name=systemd:/\n0::/\n", "hugetlb");
  CHECK(found["memory"].version == 1);
  CHECK(found["memory"].directory() == "/sys/fs/cgroup/memory/jobs/7");
  CHECK(found["cpuacct"].mountPoint == "/sys/fs/cgroup/cpu,cpuacct");
  CHECK(found["hugetlb"].version == 2);
  CHECK(found.contains("name=systemd"));
  CHECK_FALSE(found.contains("rw"));
}

TEST_CASE("a mount that shows only a part of the hierarchy shifts the own path") {
  Hierarchies found = parseHierarchies("31 24 0:27 /jobs /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n", "5:memory:/jobs/7\n", "");
  CHECK(found["memory"].directory() == "/sys/fs/cgroup/memory/7");
}

TEST_CASE("octal escapes in a mount point are read") {
  Hierarchies found = parseHierarchies("31 24 0:27 / /sys/my\\040group rw - cgroup cgroup rw,pids\n", "5:pids:/\n", "");
  CHECK(found["pids"].mountPoint == "/sys/my group");
}
