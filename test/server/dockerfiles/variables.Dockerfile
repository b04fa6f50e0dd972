ARG REGISTRY=registry.example.com:5000
ARG BASE=${REGISTRY}/team/base
ARG TAG
FROM ${BASE}:${TAG:-latest} AS one
ARG USER_ID=1000
ARG GROUP_ID=${USER_ID}
ENV HOME=/home/app \
    DATA_DIR="/data/${USER_ID}" \
    OPTIONS='-Xmx$HEAP' \
    ESCAPED=\$HOME \
    FALLBACK=${MISSING:-none} PART=${USER_ID%0} OTHER=${USER_ID//0/1}
WORKDIR $DATA_DIR
USER ${USER_ID}:${GROUP_ID}
EXPOSE ${PORT:-80} $OTHER_PORT/udp
LABEL version=$BASE_IMAGE_SETS_THIS
STOPSIGNAL ${SIGNAL:-SIGTERM}
COPY --chown=$USER_ID:$GROUP_ID --chmod=0644 ["file with blank", "$DATA_DIR/"]
RUN echo ${HOME#/home} ${VAR^^} "${ARRAY[@]}" $$ $? $(id -u)
ENTRYPOINT ["/entry"]
