FROM debian:bookworm-slim@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
        ca-certificates \
        curl \
        # for the health check
        jq \
 && rm -rf /var/lib/apt/lists/*
LABEL org.opencontainers.image.title="Tools" \
      org.opencontainers.image.description="It's \"quoted\", and goes on \
in the next line" \
      multi.word='a b c'
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/
ADD --keep-git-dir=true https://example.com/repo.git#v1 /src
ADD --unpack=true --chmod=u=rwX,go=rX https://example.com/a.tar /opt/a/
VOLUME ["/data", "/var/log"]
VOLUME /cache /more
ONBUILD COPY --from=other . /src
ONBUILD RUN make
CMD exec tool --listen "$PORT"
