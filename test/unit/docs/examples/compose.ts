/** What is said of the example of each code that is about Compose files and YAML. */
export const COMPOSE_EXAMPLES = {
  'yaml-syntax': ["compose.yaml:3:1 '\t' error: Tabs are not allowed as indentation"],
  'yaml-documents': [
    "compose.yaml:4:1 '---' warning: What follows is another YAML document, and is not read: Docker Compose merges it over the first one. Put it into a file of its own that is merged.",
  ],
  'yaml-limit': ["compose.yaml:2:3 'web:' error: This is not read: it has brackets nested deeper than 256."],
  'yaml-too-large': ["compose.yaml:1:1 '#' error: This file is not read: it has more than 4194304 characters."],
  'yaml-key-duplicate': ["compose.yaml:5:5 'tty' error: Key 'tty' is given twice; only one can count."],
  'yaml-key-invalid': ["compose.yaml:5:9 '[a, b]' error: A key must be a plain text."],
  'yaml-key-incomplete': ["compose.yaml:1:1 'name' error: 'name' is not a key: write a colon after it."],
  'yaml-alias-unknown': [
    "compose.yaml:4:18 '*common' error: Alias *common stands for nothing: there is no anchor &common before it.",
  ],
  'yaml-alias-cycle': ["compose.yaml:5:13 '*all' error: Alias *all is used inside the value it stands for."],
  'yaml-merge-invalid': ["compose.yaml:4:9 'defaults' error: << takes a mapping or a list of mappings, as in `<<: *defaults`."],
  'key-unknown': ["compose.yaml:4:5 'mem_limt' error: Unknown key 'mem_limt' in service web; did you mean 'mem_limit'?"],
  'key-misplaced': [
    "compose.yaml:3:3 'image' error: 'image' stands where services are named: indent it, so that it is in the service above.",
  ],
  'key-missing': ["compose.yaml:5:11 '{ restart: true }' error: depends_on.db lacks the key 'condition'."],
  'key-deprecated': ["compose.yaml:1:1 'version' information: version: it has no meaning any more: leave it out."],
  'key-conflict': [
    "compose.yaml:5:5 'cpu_quota' error: Service web: cpus and cpu_quota exclude each other: both set the quota of CPU time.",
  ],
  'key-unsupported': [
    "compose.yaml:4:5 'gpus' error: Service web: gpus cannot be honoured: GPUs by capability are not available yet; name the device nodes under devices.",
  ],
  'key-ignored': [
    "compose.yaml:4:5 'platform' information: Service web: platform has no effect: images are taken for this machine.",
  ],
  'value-type': [
    "compose.yaml:5:9 'DEBUG: 1' error: environment[0] is a mapping: expected NAME=value without blanks around the name.",
  ],
  'value-invalid': [
    "compose.yaml:4:14 'alway' error: restart: 'alway' is not valid: expected no, always, unless-stopped or on-failure[:times]; did you mean always?",
  ],
  'value-missing': [
    "compose.yaml:4:5 'hostname' error: hostname has no value: expected a host name of letters, digits, dots and hyphens, at most 64.",
  ],
  'value-altered': [
    "compose.yaml:5:16 '24.10' warning: environment.RELEASE: 24.10 is a number in YAML and becomes the text 24.1: put it in quotes to keep it as it is written.",
  ],
  'item-duplicate': ['compose.yaml:4:20 \'1.1.1.1\' error: dns: "1.1.1.1" is given twice.'],
  'name-invalid': ["compose.yaml:2:3 '\"web server\"' error: 'web server' is not a name: use letters, digits, '.', '_' and '-'."],
  'command-invalid': [
    "compose.yaml:4:14 'echo \"hello' error: command: 'echo \"hello' cannot be split into words: the quote \" is not closed.",
  ],
  'variable-invalid': ["compose.yaml:4:19 '$' error: '$' is not followed by a variable name; write $$ for a plain dollar sign."],
  'variable-unset': [
    "compose.yaml:4:12 '${UNSET_USER}' warning: Variable UNSET_USER has no value and becomes an empty text: set it, or give a default as in ${UNSET_USER:-default}.",
  ],
  'variable-required': [
    "compose.yaml:3:18 '${UNSET_TAG:?choose a tag}' error: Required variable UNSET_TAG has no value: choose a tag",
  ],
  'env-line-invalid': [".env:1:1 'not a variable' error: 'not a variable' is not of the form NAME=value."],
  'env-quote-open': ['.env:1:3 \'"open\' error: The value of A has no closing ".'],
  'env-too-large': [".env:1:1 'A' error: This file is not read: it is larger than 1 MiB."],
  'env-file-not-found': ["compose.yaml:4:15 'secret.env' error: env_file /p/secret.env does not exist or cannot be read."],
  'project-empty': ["compose.yaml:1:1 'services' error: This project has no services: add one under services."],
  'project-name-invalid': [
    "compose.yaml:1:1 '' error: Project name 'My-Project' must be of lower-case letters, digits, '_' and '-', and begin with a letter or digit.",
  ],
  'healthcheck-test': [
    "compose.yaml:5:14 '\"curl\"' error: healthcheck.test: a list begins with CMD, CMD-SHELL or NONE, not with 'curl'.",
  ],
  'ulimit-order': ["compose.yaml:5:23 '4096' error: ulimits.nofile: soft is 4096, which is more than the 1024 of hard."],
  'limit-too-small': [
    "compose.yaml:4:16 '512' error: Service web is limited to 512 of memory, which is 512 bytes: less than the 6m any program needs to start.",
  ],
  'address-duplicate': ["compose.yaml:7:40 '10.5.0.9' error: Services web and db both have address 10.5.0.9 on network front."],
  'subnet-overlap': [
    "compose.yaml:7:38 '10.5.1.0/24' error: Subnet 10.5.1.0/24 of network back overlaps 10.5.0.0/16 of network front.",
  ],
  'project-not-mapping': ["compose.yaml:1:1 '- web' error: A Compose file is a mapping with keys such as services."],
  'seccomp-profile-invalid': [
    "compose.yaml:4:20 'seccomp=profile.json' warning: The seccomp profile profile.json does not do what it says: line 3: There is no system call 'kexec_laod': the rule does nothing for it. Did you mean kexec_load?",
  ],
  'file-not-found': ["compose.yaml:4:17 'web.labels' error: label_file /p/web.labels does not exist or cannot be read."],
  'file-invalid': [
    "compose.yaml:3:22 'base.yaml' error: base.yaml has an error in this project: line 4: Service web uses volume 'data', which is not defined; define it under volumes at the top of the file.",
  ],
  'too-many-files': ["compose.yaml:1:991 'f99.yaml' error: More than 100 files make up this project; /p/f99.yaml is not read."],
  'include-conflict': [
    "compose.yaml:3:3 'web' warning: 'web' in services is also in the included /p/other.yaml, and is merged over that one, which Docker Compose before 5.0 refuses: put what differs into a file that include.path names after the other.",
  ],
  'include-cycle': [
    "other.yaml:1:11 'compose.yaml' error: Files include each other in a circle: /p/compose.yaml → /p/other.yaml → /p/compose.yaml.",
  ],
  'extends-cycle': ["compose.yaml:6:14 'web' error: Services extend each other in a circle: web → db → web."],
  'extends-not-found': ["compose.yaml:4:14 'bse' error: Service 'bse' to extend is not in /p/compose.yaml; did you mean 'base'?"],
  'reference-undefined': [
    "compose.yaml:4:15 '\"data:/data\"' error: Service web uses volume 'data', which is not defined; define it under volumes at the top of the file.",
  ],
  'definition-unused': ["compose.yaml:5:3 'old' information: No service uses volume 'old'."],
  'dependency-cycle': [
    "compose.yaml:7:18 'web' error: Services depend on each other in a circle: web → db → web. None could be started first.",
  ],
  'dependency-inactive': ["compose.yaml:4:18 'db' error: Service web needs db, which is not there without profile storage."],
  'healthcheck-missing': [
    "compose.yaml:4:36 'service_healthy' error: Service web waits until db is healthy, but the healthcheck of db is switched off.",
  ],
  'build-file-missing': [
    "compose.yaml:5:19 'web.Dockerfile' warning: Service web is built from /p/web.Dockerfile, which does not exist.",
  ],
  'build-target-undefined': [
    "compose.yaml:5:15 'devl' error: Service web builds stage 'devl', which its Dockerfile does not have; did you mean 'dev'?",
  ],
  'build-arg-unused': ["compose.yaml:6:9 'VERSION' information: No ARG of the Dockerfile of web takes VERSION."],
  'image-missing': [
    "compose.yaml:2:3 'web' error: Service web has neither image nor build: name an image, such as bulkhead.local/host.",
  ],
  'scale-conflict': ["compose.yaml:4:21 'shop' error: Service web has a container_name, so it cannot have 2 containers."],
  'network-conflict': ["compose.yaml:4:19 'host' error: Service web has both network_mode and networks; keep one of them."],
  'port-duplicate': [
    'compose.yaml:7:13 \'"8080:81"\' error: Port 8080/tcp of the host is published by service admin and also by service web: only one can have it.',
  ],
  'container-name-duplicate': ["compose.yaml:7:21 'shop' error: Services web and admin both name their container 'shop'."],
  'address-outside-subnet': [
    "compose.yaml:4:40 '10.0.0.5' error: Service web: 10.0.0.5 is not in 172.28.0.0/16, the subnet of network front.",
  ],
  'mount-duplicate': ['compose.yaml:4:28 \'"./b:/data"\' error: Service web mounts twice at /data; keep one of the mounts.'],
  'mount-unsupported': [
    "compose.yaml:4:15 '{ type: npipe, source: a, target: /a }' error: Mount at /a: type npipe is not available; use bind, volume or tmpfs.",
  ],
  'grant-unsupported': ["compose.yaml:4:15 'key' error: secrets 'key' has no file; only files are available yet."],
  'limit-conflict': ["compose.yaml:4:16 '64m' error: mem_limit and deploy.resources.limits.memory differ; keep one of them."],
  'limit-below-reservation': [
    "compose.yaml:4:16 '64m' error: Service web is limited to 64m of memory, which is less than the 128m it reserves.",
  ],
  'swap-below-memory': [
    "compose.yaml:5:20 '512m' error: memswap_limit is memory and swap together: 512m is less than the 1g of memory alone.",
  ],
  'capability-unknown': [
    "compose.yaml:4:15 'NET_ADMN' error: cap_add: Linux has no capability 'NET_ADMN'; did you mean NET_ADMIN?",
  ],
  'sysctl-not-namespaced': [
    "compose.yaml:4:16 'vm.swappiness' error: sysctls: vm.swappiness belongs to the whole host; a container has no value of its own.",
  ],
};
