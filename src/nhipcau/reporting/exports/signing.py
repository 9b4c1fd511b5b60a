"""Signatures of packages: Ed25519 (RFC 8032) over the content written in one way only.

The installation's key lies in its data folder, readable for its owner alone; its public half is what another
installation enters once, told by telephone or by letter, to trust what comes from here.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

KEY_FILE = "package-key"


def canonical(content: Mapping[str, Any]) -> bytes:
    """Keys sorted, no spaces, UTF-8: the bytes that are signed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def own_key(folder: Path) -> Ed25519PrivateKey:
    """The installation's key, made when it is asked for the first time. Of two that ask at once both get the same."""
    file = folder / KEY_FILE
    if not file.exists():
        raw = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        unfinished = folder / f".{KEY_FILE}.{os.getpid()}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(unfinished, file)  # fails when somebody else was a moment earlier
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half as 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(content: Mapping[str, Any], key: Ed25519PrivateKey) -> str:
    """The signature as hexadecimal digits."""
    return key.sign(canonical(content)).hex()


def is_signed_by(content: Mapping[str, Any], signature: str, public: str) -> bool:
    """Tell whether a signature over a content was made with the key of a public half; nonsense is not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), canonical(content))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
