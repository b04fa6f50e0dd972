# syntax=docker/dockerfile:1-labs
FROM alpine:3.20 AS tools
FROM alpine:3.20
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required --mount=type=ssh,id=default,uid=1000,mode=0600 \
    --network=none --security=sandbox true
RUN --mount=from=tools,target=/tools,ro --mount=type=tmpfs,target=/tmp,size=64m --mount=target=/ctx,rw /tools/run
RUN --mount=type=cache,id=apk-$TARGETARCH,dst=/var/cache/apk,sharing=private,from=tools,source=/x,mode=0755,gid=0 apk add x
RUN --mount=type=secret,id=token,env=TOKEN --device=vendor.com/device=all use-token
RUN --mount=type=bind,"source=a,b",target=/x --network=host ls
COPY --parents ./a/./b /x/
COPY --from=nginx:1.27 /etc/nginx/nginx.conf /nginx.conf
