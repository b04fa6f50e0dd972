import { COPY_FLAGS, HEALTH_FLAGS, PLATFORM_FLAG, RUN_FLAGS, ADD_FLAGS } from './flags';
import type { InstructionSpec } from './InstructionSpec';

export const INSTRUCTIONS: Readonly<Record<string, InstructionSpec>> = {
  ADD: {
    doc: 'Copies files of the build context, of a URL or of a Git repository into the image. Local tar archives are unpacked.',
    forms: ['ADD [--FLAG=VALUE…] SOURCE… TARGET', 'ADD [--FLAG=VALUE…] ["SOURCE",… "TARGET"]'],
    flags: ADD_FLAGS,
    needs: 2,
    expands: true,
    example: 'ADD --checksum=sha256:… https://example.com/tool.tar.gz /opt/',
  },
  ARG: {
    doc: 'Declares a variable that a build may be given a value for. Before the first FROM it is only for FROM lines.',
    forms: ['ARG NAME[=DEFAULT]…'],
    needs: 1,
    expands: true,
    example: 'ARG VERSION=1.2',
  },
  CMD: {
    doc: 'What a container runs, or the arguments of `ENTRYPOINT`. Only the last one of a stage counts.',
    forms: ['CMD ["PROGRAM", "ARGUMENT"…]', 'CMD COMMAND'],
    needs: 1,
    example: 'CMD ["node", "server.js"]',
  },
  COPY: {
    doc: 'Copies files of the build context, of another stage or of an image into this one.',
    forms: ['COPY [--FLAG=VALUE…] SOURCE… TARGET', 'COPY [--FLAG=VALUE…] ["SOURCE",… "TARGET"]'],
    flags: COPY_FLAGS,
    needs: 2,
    expands: true,
    example: 'COPY --from=build --chown=1000:1000 /out/ /app/',
  },
  ENTRYPOINT: {
    doc: 'The program of a container, which is given `CMD` or the arguments of `run`. Only the last one of a stage counts.',
    forms: ['ENTRYPOINT ["PROGRAM", "ARGUMENT"…]', 'ENTRYPOINT COMMAND'],
    needs: 1,
    example: 'ENTRYPOINT ["/app/server"]',
  },
  ENV: {
    doc: 'Sets environment variables, for the rest of the build and for containers.',
    forms: ['ENV NAME=VALUE…'],
    needs: 1,
    expands: true,
    example: 'ENV PORT=8080 MODE=production',
  },
  EXPOSE: {
    doc: 'Says on which ports a container listens. It publishes none of them.',
    forms: ['EXPOSE PORT[/PROTOCOL]…'],
    needs: 1,
    expands: true,
    example: 'EXPOSE 8080/tcp',
  },
  FROM: {
    doc: 'Begins a stage on top of an image, of an earlier stage, or of nothing (`scratch`).',
    forms: ['FROM [--platform=PLATFORM] IMAGE [AS NAME]'],
    flags: PLATFORM_FLAG,
    needs: 1,
    expands: true,
    example: 'FROM node:22-slim AS build',
  },
  HEALTHCHECK: {
    doc: 'A command that tells whether a container works, or `NONE` to switch off the one of the base image.',
    forms: ['HEALTHCHECK [--FLAG=VALUE…] CMD COMMAND', 'HEALTHCHECK NONE'],
    flags: HEALTH_FLAGS,
    needs: 1,
    example: 'HEALTHCHECK --interval=10s CMD ["wget", "-q", "localhost:8080"]',
  },
  LABEL: {
    doc: 'Adds metadata to the image.',
    forms: ['LABEL NAME=VALUE…'],
    needs: 1,
    expands: true,
    example: 'LABEL org.opencontainers.image.source="https://example.com/repo"',
  },
  MAINTAINER: {
    doc: 'Who looks after the image.',
    forms: ['MAINTAINER NAME'],
    needs: 1,
    deprecated: 'Use `LABEL org.opencontainers.image.authors="…"`.',
  },
  ONBUILD: {
    doc: 'Keeps an instruction for later: it is run when another build takes this image as its base.',
    forms: ['ONBUILD INSTRUCTION'],
    needs: 1,
    example: 'ONBUILD COPY . /app',
  },
  RUN: {
    doc: 'Runs a command while the image is built and keeps what it changed as a layer.',
    forms: ['RUN [--FLAG=VALUE…] COMMAND', 'RUN [--FLAG=VALUE…] ["PROGRAM", "ARGUMENT"…]', 'RUN [--FLAG=VALUE…] <<EOF'],
    flags: RUN_FLAGS,
    example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
  },
  SHELL: {
    doc: 'The program and arguments that run commands which are not lists.',
    forms: ['SHELL ["PROGRAM", "ARGUMENT"…]'],
    needs: 1,
    example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  },
  STOPSIGNAL: {
    doc: 'The signal that asks a container to end; `SIGTERM` when missing.',
    forms: ['STOPSIGNAL SIGNAL'],
    needs: 1,
    expands: true,
    example: 'STOPSIGNAL SIGQUIT',
  },
  USER: {
    doc: 'Who runs the commands that follow, and the container.',
    forms: ['USER USER[:GROUP]'],
    needs: 1,
    expands: true,
    example: 'USER 1000:1000',
  },
  VOLUME: {
    doc: 'Paths that are volumes in a container. What later lines write there is lost.',
    forms: ['VOLUME PATH…', 'VOLUME ["PATH",…]'],
    needs: 1,
    expands: true,
    example: 'VOLUME /data',
  },
  WORKDIR: {
    doc: 'The directory of the commands that follow, and of the container. It is made when it is missing.',
    forms: ['WORKDIR PATH'],
    needs: 1,
    expands: true,
    example: 'WORKDIR /app',
  },
};

export function instructionSpec(keyword: string): InstructionSpec | undefined {
  return Object.hasOwn(INSTRUCTIONS, keyword) ? INSTRUCTIONS[keyword] : undefined;
}
