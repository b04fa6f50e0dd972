# Lower case all over is a style of its own.
from alpine:3.20 as build
run apk add --no-cache build-base
workdir /src
copy . .
run make install DESTDIR=/out

from alpine:3.20
copy --from=build /out/ /
copy --from=0 /src/LICENSE /usr/share/licenses/
cmd ["app"]
