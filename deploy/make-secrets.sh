#!/bin/sh
# Makes what a new installation needs before its first start: .env with random secrets, and a certificate. Use: make-secrets.sh [HOST]
# Nothing that is there already is changed.
set -eu
umask 077
cd "$(dirname "$0")"
host=${1:-localhost}

command -v openssl >/dev/null || { echo "openssl is missing: install it and try again." >&2; exit 1; }

if [ -e .env ]; then
  echo "deploy/.env is there already, and stays as it is."
else
  while IFS= read -r line; do
    case $line in
      *_PASSWORD= | *_SECRET=) echo "$line$(openssl rand -hex 24)" ;;
      *) echo "$line" ;;
    esac
  done <.env.example >.env.new
  mv .env.new .env
  echo "deploy/.env is made."
fi

if [ -e tls/fullchain.pem ]; then
  echo "deploy/tls is there already, and stays as it is."
else
  mkdir -p tls
  openssl req -x509 -newkey rsa:2048 -nodes -days 825 -subj "/CN=$host" -addext "subjectAltName=DNS:$host" \
    -keyout tls/privkey.pem -out tls/fullchain.pem 2>/dev/null
  echo "deploy/tls has a certificate that browsers warn of: put one for $host there, as fullchain.pem and privkey.pem."
fi
