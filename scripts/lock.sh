#!/bin/sh
# Lock every requirements set. Hashes, but no host: a lock must not say where it was made.
set -eu
cd "$(dirname "$0")/.."
for set in build runtime dev postgres analytics frontend spark; do
    .venv/bin/uv pip compile --quiet --python .venv/bin/python "$@" \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
        "requirements/$set.in" -o "requirements/$set.txt"
done
