FROM python:3.13-slim AS builder
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements*.txt ./
RUN <<EOF
set -e
python -m venv /venv
for file in requirements*.txt; do
  /venv/bin/pip install -r "$file"
done

# no instruction: FROM here is text
echo "FROM ${HOME:?} $(date)"
EOF

FROM python:3.13-slim
COPY --from=builder /venv /venv
ENV PATH=/venv/bin:$PATH
COPY <<-"EOF" /etc/app/config.toml
	[server]
	secret = "$NOT_EXPANDED"
	EOF
COPY --exclude=**/*_test.py --exclude=docs app/ /srv/app/
WORKDIR /srv
ENTRYPOINT ["gunicorn", "app:main", "--bind=0.0.0.0:8000"]
