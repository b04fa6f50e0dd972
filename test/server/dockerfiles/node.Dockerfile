# syntax=docker/dockerfile:1
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-slim AS base
ENV NODE_ENV=production
WORKDIR /app

FROM base AS deps
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked \
    npm ci --omit=dev

FROM base AS build
COPY package.json package-lock.json tsconfig.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY src ./src
RUN npm run build && \
    # maps are not needed at run time
    find dist -name '*.map' -delete

FROM base AS runtime
COPY --from=deps --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node --link /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=1m30s --start-interval=500ms --retries=5 \
    CMD ["node", "dist/health.js"]
CMD ["node", "dist/server.js"]
