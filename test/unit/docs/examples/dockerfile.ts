/** What is said of the example of each code that is about Dockerfiles. */
export const DOCKERFILE_EXAMPLES = {
  'dockerfile-from-missing': ["Dockerfile:1:1 'RUN' error: Only ARG may stand before the first FROM, not RUN."],
  'dockerfile-instruction-unknown': ["Dockerfile:2:1 'RNU' error: There is no instruction RNU; did you mean RUN?"],
  'dockerfile-instruction-case': ["Dockerfile:3:1 'run' warning: Write run in upper case, as most of this file is."],
  'dockerfile-instruction-repeated': [
    "Dockerfile:2:1 'CMD' warning: Only the last CMD of a stage counts; this one does nothing.",
  ],
  'dockerfile-argument-missing': ["Dockerfile:2:1 'COPY' error: COPY needs at least one source and a target."],
  'dockerfile-argument-extra': ["Dockerfile:2:18 'now' error: HEALTHCHECK NONE takes no arguments."],
  'dockerfile-argument-invalid': ["Dockerfile:2:12 'SIGTREM' error: There is no signal 'SIGTREM'; did you mean SIGTERM?"],
  'dockerfile-onbuild-invalid': ["Dockerfile:2:9 'ONBUILD' error: ONBUILD cannot keep ONBUILD for later."],
  'dockerfile-flag-unknown': ["Dockerfile:2:6 '--chmode' error: COPY has no flag --chmode; did you mean --chmod?"],
  'dockerfile-flag-invalid': ["Dockerfile:2:24 '30' error: --interval is a time, as in 30s or 1m30s, not '30'."],
  'dockerfile-flag-duplicate': ["Dockerfile:2:16 '--chown=2' error: --chown is there twice."],
  'dockerfile-mount-invalid': [
    "Dockerfile:2:18 'cahce' error: There is no mount of type 'cahce'; there are bind, cache, tmpfs, secret, ssh.",
  ],
  'dockerfile-key-value-invalid': ["Dockerfile:2:15 'strict' error: ENV needs NAME=VALUE; 'strict' has no value."],
  'dockerfile-key-value-legacy': [
    "Dockerfile:2:5 'MODE strict' warning: Write ENV MODE=…: a blank between name and value is the old form.",
  ],
  'dockerfile-secret-exposed': [
    "Dockerfile:2:5 'API_TOKEN' warning: ARG API_TOKEN looks like a secret, and everybody who has the image can read it: use RUN --mount=type=secret.",
  ],
  'dockerfile-maintainer-deprecated': ["Dockerfile:2:1 'MAINTAINER Ada' warning: MAINTAINER is deprecated: use a label."],
  'dockerfile-heredoc-open': ["Dockerfile:2:5 '<<EOF' error: No line below says 'EOF', so this text has no end."],
  'dockerfile-quote-open': ['Dockerfile:2:10 \'"very strict\' error: The quote (") has no end.'],
  'dockerfile-json-invalid': [
    "Dockerfile:2:5 '['sh', '-l']' warning: This is no list in JSON, so it is taken as it stands: put each text in double quotes, with commas between.",
  ],
  'dockerfile-shell-form': [
    'Dockerfile:2:5 \'sleep 60\' warning: A shell runs this CMD and keeps signals from it: write a list, as in ["PROGRAM", "ARGUMENT"].',
  ],
  'dockerfile-continuation-empty': [
    "Dockerfile:3:1 '\n' warning: An empty line inside of an instruction is deprecated: remove it.",
  ],
  'dockerfile-directive-invalid': [
    "Dockerfile:1:14 'JSONArgRecommended' warning: There is no check 'JSONArgRecommended'; did you mean JSONArgsRecommended?",
  ],
  'dockerfile-description-invalid': [
    "Dockerfile:3:1 '# the base of all' warning: A comment right above describes it, and begins with its name: '# base …'. Leave a line empty for other comments.",
  ],
  'dockerfile-image-invalid': ["Dockerfile:1:6 'Alpine:3' error: The image 'Alpine:3' must be in lower case."],
  'dockerfile-arg-undefined': [
    "Dockerfile:2:15 'VERSOIN' warning: No ARG before the first FROM declares VERSOIN; did you mean VERSION?",
  ],
  'dockerfile-arg-default': [
    "Dockerfile:2:6 'alpine:${VERSION}' warning: With the defaults of its ARGs this is 'alpine:', which is no image: give them defaults.",
  ],
  'dockerfile-as-case': ["Dockerfile:1:15 'as' warning: as is not in the case of FROM: write AS."],
  'dockerfile-platform-redundant': [
    "Dockerfile:1:6 '--platform=$TARGETPLATFORM ' warning: The platform of the target is what FROM takes anyway.",
  ],
  'dockerfile-platform-constant': [
    "Dockerfile:1:17 'linux/amd64' warning: With a fixed platform this image cannot be built for another one: use $BUILDPLATFORM, or leave it out.",
  ],
  'dockerfile-stage-name-invalid': [
    "Dockerfile:1:18 '2nd' error: '2nd' cannot name a stage: begin with a letter, and use letters, digits, '-', '_' and '.'.",
  ],
  'dockerfile-stage-name-case': ["Dockerfile:1:18 'Base' warning: Write the name of a stage in lower case: base."],
  'dockerfile-stage-name-reserved': [
    "Dockerfile:1:18 'scratch' warning: 'scratch' has a meaning of its own: name this stage otherwise.",
  ],
  'dockerfile-stage-name-duplicate': ["Dockerfile:2:14 'base' warning: There is already a stage 'base' above."],
  'dockerfile-stage-undefined': ["Dockerfile:3:13 'biuld' warning: There is no stage 'biuld'; did you mean 'build'?"],
  'dockerfile-stage-cycle': [
    "Dockerfile:2:13 'b' error: Stage 'b' needs this one in turn: neither can be built.",
    "Dockerfile:4:13 'a' error: Stage 'a' needs this one in turn: neither can be built.",
  ],
  'dockerfile-stage-unused': [
    "Dockerfile:1:18 'tools' information: Stage 'tools' is used by no other stage; it is built only as the target of a build.",
  ],
  'dockerfile-variable-invalid': ["Dockerfile:3:10 '${NAME^}' error: '^' behind NAME is none of :- :+ :? - + ? # ## % %% / //."],
  'dockerfile-variable-undefined': [
    "Dockerfile:3:16 'VERSION' warning: VERSION is declared before the first FROM, for FROM lines only: write ARG VERSION in this stage.",
  ],
  'dockerfile-workdir-relative': ["Dockerfile:2:9 'app' warning: Where 'app' is depends on the base image: begin with '/'."],
  'dockerfile-expose-invalid': [
    "Dockerfile:2:8 '8080:80' warning: EXPOSE takes ports of the container, without an address or a port of the host.",
  ],
  'dockerfile-expose-case': ["Dockerfile:2:8 '80/TCP' warning: Write the protocol in lower case: tcp."],
  'dockerfile-copy-ignored': ["Dockerfile:2:6 'dist' warning: 'dist' is left out of the build by .dockerignore."],
};
