"""A small identity provider on this machine: discovery, authorisation with PKCE, signed tokens, keys."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "golden-thread", "a secret between two servers"


class Provider:
    """What it says of the one person who signs in there; tests change it between sign-ins."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.claims: dict[str, Any] = {}
        self.token_changes: dict[str, Any] = {}
        self.userinfo_changes: dict[str, Any] = {}
        self.denies = False
        self.asked: list[dict[str, str]] = []
        self.issuer = ""
        self.redirects_discovery = False

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorise(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        self.asked.append(query)
        said = {"error": "access_denied"} if self.denies else {"code": "the code"}
        return f"{query['redirect_uri']}?{urlencode({**said, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for the code; None where the client does not prove who it is."""
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        honest = (
            form.get("code") == "the code"
            and form.get("client_secret") == CLIENT_SECRET
            and challenge == self.asked[-1]["code_challenge"]
        )
        if not honest:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 60,
            **self.claims, **self.token_changes,
        }  # fmt: skip
        signed = jwt.encode(claims, self.signs_with, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opens userinfo", "token_type": "Bearer", "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    speaks_for: Provider

    def do_GET(self) -> None:
        address, provider = urlsplit(self.path), self.speaks_for
        if address.path == "/authorize":
            self._send_on(provider.authorise(dict(parse_qsl(address.query))))
        elif address.path == "/keys":
            self._answer(provider.keys())
        elif address.path == "/userinfo":
            self._answer({**provider.claims, **provider.userinfo_changes})
        elif provider.redirects_discovery:
            self._send_on("http://169.254.169.254/latest/meta-data")
        else:
            self._answer(provider.discovery())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        found = self.speaks_for.token(dict(parse_qsl(body)))
        self._answer(found or {"error": "invalid_grant"}, 200 if found else 400)

    def _send_on(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def _answer(self, document: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def running() -> Iterator[Provider]:
    """A provider at an address of its own, until the block ends."""
    provider = Provider()

    class Handler(_Handler):
        speaks_for = provider

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
