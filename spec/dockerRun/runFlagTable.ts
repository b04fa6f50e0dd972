/** How the value of a flag becomes that of a key. */
type Kind =
  | 'switch'
  | 'text'
  /** Each time it is given, an item. */
  | 'list'
  /** Each time it is given, `NAME=value`. */
  | 'pair'
  | 'seconds'
  | 'network'
  | 'mount'
  /** About the command line, not about the container. */
  | 'nothing';

interface RunFlag {
  kind: Kind;
  /** Key of a service; a dot leads into it. */
  key: string;
}

const row = (kind: Kind, key = ''): RunFlag => ({ kind, key });

/** The flags of `docker run` and what they are in Compose. */
export const RUN_FLAGS: Readonly<Record<string, RunFlag>> = {
  '--add-host': row('list', 'extra_hosts'),
  '--annotation': row('pair', 'annotations'),
  '--attach': row('text'),
  '--blkio-weight': row('text', 'blkio_config.weight'),
  '--cap-add': row('list', 'cap_add'),
  '--cap-drop': row('list', 'cap_drop'),
  '--cgroup-parent': row('text', 'cgroup_parent'),
  '--cgroupns': row('text', 'cgroup'),
  '--cidfile': row('text'),
  '--cpu-period': row('text', 'cpu_period'),
  '--cpu-quota': row('text', 'cpu_quota'),
  '--cpu-shares': row('text', 'cpu_shares'),
  '--cpus': row('text', 'cpus'),
  '--cpuset-cpus': row('text', 'cpuset'),
  '--detach': row('nothing'),
  '--device': row('list', 'devices'),
  '--device-cgroup-rule': row('list', 'device_cgroup_rules'),
  '--dns': row('list', 'dns'),
  '--dns-option': row('list', 'dns_opt'),
  '--dns-search': row('list', 'dns_search'),
  '--domainname': row('text', 'domainname'),
  '--entrypoint': row('text', 'entrypoint'),
  '--env': row('pair', 'environment'),
  '--env-file': row('list', 'env_file'),
  '--expose': row('list', 'expose'),
  '--gpus': row('text', 'gpus'),
  '--group-add': row('list', 'group_add'),
  '--health-cmd': row('text', 'healthcheck.test'),
  '--health-interval': row('text', 'healthcheck.interval'),
  '--health-retries': row('text', 'healthcheck.retries'),
  '--health-start-interval': row('text', 'healthcheck.start_interval'),
  '--health-start-period': row('text', 'healthcheck.start_period'),
  '--health-timeout': row('text', 'healthcheck.timeout'),
  '--hostname': row('text', 'hostname'),
  '--init': row('switch', 'init'),
  '--interactive': row('switch', 'stdin_open'),
  '--ipc': row('text', 'ipc'),
  '--label': row('pair', 'labels'),
  '--label-file': row('list', 'label_file'),
  '--link': row('list', 'links'),
  '--log-driver': row('text', 'logging.driver'),
  '--log-opt': row('pair', 'logging.options'),
  '--mac-address': row('text', 'mac_address'),
  '--memory': row('text', 'mem_limit'),
  '--memory-reservation': row('text', 'mem_reservation'),
  '--memory-swap': row('text', 'memswap_limit'),
  '--memory-swappiness': row('text', 'mem_swappiness'),
  '--mount': row('mount', 'volumes'),
  '--name': row('text', 'container_name'),
  '--network': row('network'),
  '--no-healthcheck': row('switch', 'healthcheck.disable'),
  '--oom-kill-disable': row('switch', 'oom_kill_disable'),
  '--oom-score-adj': row('text', 'oom_score_adj'),
  '--pid': row('text', 'pid'),
  '--pids-limit': row('text', 'pids_limit'),
  '--platform': row('text', 'platform'),
  '--privileged': row('switch', 'privileged'),
  '--publish': row('list', 'ports'),
  '--pull': row('text', 'pull_policy'),
  '--quiet': row('nothing'),
  '--read-only': row('switch', 'read_only'),
  '--restart': row('text', 'restart'),
  '--rm': row('nothing'),
  '--runtime': row('text', 'runtime'),
  '--security-opt': row('list', 'security_opt'),
  '--shm-size': row('text', 'shm_size'),
  '--sig-proxy': row('nothing'),
  '--stop-signal': row('text', 'stop_signal'),
  '--stop-timeout': row('seconds', 'stop_grace_period'),
  '--storage-opt': row('pair', 'storage_opt'),
  '--sysctl': row('pair', 'sysctls'),
  '--tmpfs': row('list', 'tmpfs'),
  '--tty': row('switch', 'tty'),
  '--ulimit': row('pair', 'ulimits'),
  '--user': row('text', 'user'),
  '--userns': row('text', 'userns_mode'),
  '--uts': row('text', 'uts'),
  '--volume': row('list', 'volumes'),
  '--volumes-from': row('list', 'volumes_from'),
  '--workdir': row('text', 'working_dir'),
};

/** One letter, and what else some flags are called. */
export const FLAG_ALIASES: Readonly<Record<string, string>> = {
  '-a': '--attach',
  '-c': '--cpu-shares',
  '-d': '--detach',
  '-e': '--env',
  '-h': '--hostname',
  '-i': '--interactive',
  '-l': '--label',
  '-m': '--memory',
  '-p': '--publish',
  '-q': '--quiet',
  '-t': '--tty',
  '-u': '--user',
  '-v': '--volume',
  '-w': '--workdir',
  '--dns-opt': '--dns-option',
  '--net': '--network',
};
