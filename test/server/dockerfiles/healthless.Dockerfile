# A base image for others: nothing runs here.

# Two comments
FROM alpine:3.20 AS base
HEALTHCHECK NONE

FROM base AS linux-arm64
RUN [ "$(uname -m)" = aarch64 ] || exit 0
RUN ["/bin/sh", "-c", "echo list"]
RUN set -eux; \
    [ -f /etc/alpine-release ]; \
    case "$(cat /etc/os-release)" in \
      *alpine*) echo yes ;; \
      *) echo no ;; \
    esac

FROM linux-arm64
ENV KEY_FILE=/run/secrets/key PUBLIC_KEY=x
ENTRYPOINT []
