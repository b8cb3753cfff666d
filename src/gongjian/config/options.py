"""Every option of an installation: its name, its default, its meaning. Read once, at start, and never guessed."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "GONGJIAN_"
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    kind: str
    default: str
    meaning: str
    allowed: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def variable(self) -> str:
        return PREFIX + self.name


OPTIONS = (
    Option("DATA_DIR", "folder", "data", "Where the database, the kept files and the secret key lie."),
    Option("DEMO", "flag", "", "Simulated people and one-click sign-in, never for real data. Left out, it is what the data folder is."),
    Option("DEBUG", "flag", "no", "Django's error pages. For development only."),
    Option("GALLERY", "flag", "", "The gallery of components at /ui/. Left out, it follows DEMO and DEBUG."),
    Option("SECRET_KEY", "secret", "", "Signs sessions. Left out, one is made once and kept in the data folder."),
    Option("ALLOWED_HOSTS", "list", "localhost,127.0.0.1,[::1]", "The host names that this installation answers to, with commas; to the machine itself it always does."),
    Option("HTTPS", "flag", "no", "People come by https: cookies travel by https only, and plain http is redirected."),
    Option("PROXIES", "number", "0", "How many reverse proxies stand in front and tell the client's address.", most=5),
    Option("DATABASE_URL", "secret", "", "postgres://user:password@host:5432/name. Left out, SQLite in the data folder."),
    Option("REDIS_URL", "secret", "", "redis://host:6379/0 as the shared cache. Left out, the cache is a table of the database."),
    Option("SITE_ADDRESS", "address", "", "Where people reach this installation, as https://gongjian.example; printed in QR codes. Left out, the first of ALLOWED_HOSTS."),
    Option("CONTACT", "text", "", "Whom to ask when one cannot get in, as 县攻坚办 0578-6812345; stands on the sign-in page."),
    Option("SEAL_CERTIFICATE", "file", "", "A PKCS#12 file (.p12, .pfx) with which signed lists and letters are sealed. Left out, they carry their fingerprint only."),
    Option("SEAL_PASSPHRASE", "secret", "", "Opens SEAL_CERTIFICATE."),
    Option("SEAL_ROOTS", "folder", "", "A folder with the certificates (.pem, .crt) of those whose seals are trusted."),
    Option("EMAIL_HOST", "text", "", "The mail server through which notices go out. Left out, nothing is sent by e-mail."),
    Option("EMAIL_PORT", "number", "587", "The port of the mail server.", least=1, most=65535),
    Option("EMAIL_SECURITY", "choice", "starttls", "How the way to the mail server is secured.", ("starttls", "tls", "none")),
    Option("EMAIL_USER", "text", "", "The account at the mail server, where it asks for one."),
    Option("EMAIL_PASSWORD", "secret", "", "The password of that account."),
    Option("EMAIL_FROM", "text", "", "The address that notices come from. Left out, EMAIL_USER."),
    Option("ROBOT_BASES", "bases", "https://oapi.dingtalk.com,https://qyapi.weixin.qq.com,https://open.feishu.cn", "The bases of group robots that may be called, with commas; a county's own gateway is named here."),
    Option("FONT_DIR", "folder", "", "A folder with the county's own fonts for PDF, looked in first."),
    Option("UPLOAD_MAX_MB", "number", "20", "The largest evidence file, in megabytes.", least=1, most=500),
    Option("FREE_DISK_MB", "number", "200", "/readyz says no when the data folder has less room than this.", most=1_000_000),
    Option("BACKUP_DIR", "folder", "", "Where the worker puts a backup every day; on another disk it outlives this one. Left out, backups in the data folder."),
    Option("BACKUP_PASSPHRASE", "secret", "", "Encrypts the backups. Without it nobody opens them again: keep it elsewhere too. Left out, they are not encrypted."),
    Option("BACKUP_DAYS", "number", "7", "How many days back the daily backups are kept; 0 makes none.", most=366),
    Option("BACKUP_WEEKS", "number", "4", "How many weeks back one backup each is kept.", most=520),
    Option("BACKUP_MONTHS", "number", "12", "How many months back one backup each is kept.", most=120),
    Option("KEEP_FREE_MB", "number", "100", "Uploads and backups stop when they would leave less room than this, so that reports and sign-in keep it.", most=1_000_000),
    Option("WEB_THREADS", "number", "4", "How many requests are answered at the same time.", least=1, most=64),
    Option("WEB_PROCESSES", "number", "0", "How many processes answer requests; 0: as many as there are cores, at most four.", most=32),
    Option("WORKER_THREADS", "number", "1", "How many background tasks run at the same time.", least=1, most=16),
    Option("LOG_LEVEL", "choice", "info", "How much the log says.", ("debug", "info", "warning", "error")),
)  # fmt: skip
TABLE = {option.name: option for option in OPTIONS}


def wrong(name: str, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{PREFIX}{name} {why}")


def value_in_environment(name: str) -> str:
    """What the environment says, by the variable itself or by the file that its _FILE twin names."""
    variable = TABLE[name].variable
    direct, file = os.environ.get(variable, ""), os.environ.get(f"{variable}_FILE", "")
    if direct and file:
        raise wrong(name, f"and {variable}_FILE are both set; keep one of them.")
    if not file:
        return direct.strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise wrong(f"{name}_FILE", f"names a file that cannot be read: {file}.") from error


def text(name: str) -> str:
    return value_in_environment(name) or TABLE[name].default


def flag(name: str, *, otherwise: bool | None = None) -> bool:
    word = text(name).lower()
    if not word and otherwise is not None:
        return otherwise
    if word not in YES | NO:
        raise wrong(name, f"must be yes or no, not “{word}”.")
    return word in YES


def number(name: str) -> int:
    option, word = TABLE[name], text(name)
    if not re.fullmatch(r"[0-9]{1,9}", word) or not option.least <= int(word) <= option.most:
        raise wrong(name, f"must be a whole number from {option.least} to {option.most}, not “{word}”.")
    return int(word)


def choice(name: str) -> str:
    word, allowed = text(name).lower(), TABLE[name].allowed
    if word not in allowed:
        raise wrong(name, f"must be one of {', '.join(allowed)}, not “{word}”.")
    return word


def words(name: str) -> list[str]:
    found = [word.strip() for word in text(name).split(",") if word.strip()]
    if not all(re.fullmatch(r"[\w.*\[\]:-]+", word) for word in found):
        raise wrong(name, f"must be host names with commas between them, not “{text(name)}”.")
    return found


def bases(name: str) -> tuple[str, ...]:
    """Web addresses without a path."""
    found = tuple(word.strip().rstrip("/") for word in text(name).split(",") if word.strip())
    if not all(re.fullmatch(r"https?://[\w.-]+(:\d{1,5})?", word) for word in found):
        raise wrong(name, f"must be addresses as https://oapi.dingtalk.com with commas, not “{text(name)}”.")
    return found


def folder(name: str, *, make: bool = False) -> Path | None:
    word = text(name)
    if not word:
        return None
    path = Path(word).expanduser().absolute()
    try:
        if make:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise wrong(name, f"names a folder that cannot be made: {path}.") from error
    if not path.is_dir():
        raise wrong(name, f"names a folder that does not exist: {path}.")
    return path


def file(name: str) -> Path | None:
    word = text(name)
    path = Path(word).expanduser().absolute() if word else None
    if path and not path.is_file():
        raise wrong(name, f"names a file that does not exist: {path}.")
    return path


def address(name: str, *, otherwise: str) -> str:
    word = text(name).rstrip("/") or otherwise
    if urlsplit(word).scheme not in {"http", "https"} or not urlsplit(word).netloc:
        raise wrong(name, f"must look like https://gongjian.example, not “{word}”.")
    return word


def secret(name: str, *, kept_in: Path) -> str:
    """The secret that was given, or one that is made once and kept where only the owner can read it."""
    if given := text(name):
        if len(given) < 32:
            raise wrong(name, "must have at least 32 characters.")
        return given
    try:
        with os.fdopen(os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise wrong(name, f"is not set, and none can be kept in {kept_in}.") from error
    return kept_in.read_text(encoding="utf-8")


def postgres(name: str) -> dict[str, Any] | None:
    """A database address taken apart. None when SQLite is meant."""
    if not (address := text(name)):
        return None
    parts = urlsplit(address)
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not database:
        raise wrong(name, "must look like postgres://user:password@host:5432/name.")
    try:
        port = parts.port or ""
    except ValueError as error:
        raise wrong(name, "has a port that is not a number.") from error
    more = dict(parse_qsl(parts.query))
    host = more.pop("host", "") or unquote(parts.hostname or "")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return {"NAME": database, "HOST": host, "PORT": port, "USER": user, "PASSWORD": password, "OPTIONS": more}


def redis(name: str) -> str:
    address = text(name)
    if address and urlsplit(address).scheme not in {"redis", "rediss", "unix"}:
        raise wrong(name, "must look like redis://host:6379/0.")
    return address
