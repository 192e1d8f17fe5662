#!/bin/sh
# Print the first Python that is 3.11 or newer; 3.11 first, because the locks are made with it.
# Each one is run, not only looked up: a version manager's stand-in may answer to a name in vain.
for name in python3.11 python3 python3.12 python3.13 python3.14 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        echo "$path"
        exit 0
    fi
done
found=$(python3 --version 2>&1) || found="no Python 3"
echo "Golden Thread needs Python 3.11 or newer; this machine has: $found." >&2
echo "On Debian 12 or later type:  sudo apt-get install -y python3 python3-venv" >&2
exit 1
