interface DockerSnippet {
  label: string;
  doc: string;
  /** At the top of an empty file, or as an instruction of a stage. */
  at: 'file' | 'stage';
  /** `${1:name}` is filled in; a plain dollar sign is `\$`. */
  lines: readonly string[];
}

const file = (label: string, doc: string, lines: readonly string[]): DockerSnippet => ({ label, doc, at: 'file', lines });
const stage = (label: string, doc: string, lines: readonly string[]): DockerSnippet => ({ label, doc, at: 'stage', lines });

export const DOCKER_SNIPPETS: readonly DockerSnippet[] = [
  file('Dockerfile: build and run', 'Builds in one stage and runs in another, which has only the result.', [
    'FROM ${1:debian:12-slim} AS build',
    'WORKDIR /src',
    'COPY . .',
    'RUN ${2:make}',
    '',
    'FROM ${3:debian:12-slim}',
    'COPY --from=build ${4:/src/app} /usr/local/bin/app',
    'USER 65532:65532',
    'ENTRYPOINT ["/usr/local/bin/app"]',
  ]),
  file('Dockerfile: Node', 'An app of Node, with its packages in a layer of their own.', [
    'FROM node:${1:22}-slim AS build',
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm npm ci',
    'COPY . .',
    'RUN npm run ${2:build}',
    '',
    'FROM node:${1:22}-slim',
    'ENV NODE_ENV=production',
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
    'COPY --from=build /app/${3:dist} ./${3:dist}',
    'USER node',
    'EXPOSE ${4:3000}',
    'CMD ["node", "${3:dist}/${5:main.js}"]',
  ]),
  file('Dockerfile: Python', 'An app of Python, with its packages in a layer of their own.', [
    'FROM python:${1:3.13}-slim',
    'ENV PYTHONUNBUFFERED=1',
    'WORKDIR /app',
    'COPY requirements.txt ./',
    'RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt',
    'COPY . .',
    'USER 65532:65532',
    'EXPOSE ${2:8000}',
    'CMD ["python", "-m", "${3:app}"]',
  ]),
  file('Dockerfile: Go', 'A program of Go in an image with nothing else.', [
    'FROM golang:${1:1.24} AS build',
    'WORKDIR /src',
    'COPY go.mod go.sum ./',
    'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
    'COPY . .',
    'RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\\\',
    '    CGO_ENABLED=0 go build -o /out/app ${2:.}',
    '',
    'FROM scratch',
    'COPY --from=build /out/app /app',
    'USER 65532:65532',
    'ENTRYPOINT ["/app"]',
  ]),
  file('Dockerfile: static site', 'Files of this directory behind nginx.', [
    'FROM nginx:${1:1.27}-alpine',
    'COPY ${2:public} /usr/share/nginx/html',
    'EXPOSE 80',
  ]),
  stage('RUN with a script', 'Several lines for the shell that end at the first error.', [
    'RUN <<EOF',
    'set -e',
    '${1:echo}',
    'EOF',
  ]),
  stage('RUN apt-get install', 'Packages of Debian or Ubuntu, with the downloads kept from build to build.', [
    'RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \\\\',
    '    apt-get update && apt-get install -y --no-install-recommends ${1:ca-certificates}',
  ]),
  stage('RUN apk add', 'Packages of Alpine.', ['RUN apk add --no-cache ${1:ca-certificates}']),
  stage('RUN with a secret', 'A command that reads a secret, which is not kept in the image.', [
    'RUN --mount=type=secret,id=${1:token},env=${2:TOKEN} ${3:make}',
  ]),
  stage('COPY with a text', 'A file whose content stands here.', ['COPY <<EOF ${1:/etc/app.conf}', '${2:key = value}', 'EOF']),
  stage('HEALTHCHECK with a request', 'Asks the program over HTTP whether it works.', [
    'HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\\\',
    '    CMD ["wget", "-q", "--spider", "http://localhost:${1:8080}/"]',
  ]),
];
