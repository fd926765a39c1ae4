"""Who may be asked: a workstation's address and the token that its Ray wants. Everything is looked at before a word
or a pixel is sent."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lredit_core.errors import EngineError, InvalidRequest
from lredit_core.pictures.atomic_writing import printable
from lredit_core.regular_files import read_regular
from lredit_core.remote.ray_cluster import ANSWERS_WITHIN_S, is_somebody_at, the_ray

#: What can be sent as one: signs of ASCII that are seen.
_TOKEN = re.compile(r"[!-~]+")
_LONGEST_TOKEN = 4096
#: The port of Ray that is meant for other machines.
CLIENT_PORT = 10001
_HOW = (
    'On the workstation, run "ray get-auth-token --generate" once, begin Ray with "RAY_AUTH_MODE=token ray start '
    '--head", and copy its file ~/.ray/auth_token to this computer.'
)


@dataclass(frozen=True, slots=True)
class Workstation:
    """Attributes:
    address: HOST or HOST:PORT, as the person wrote it.
    token_file: that holds Ray's token; "" for what RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token say.
    """

    address: str
    token_file: str = ""

    @property
    def host_and_port(self) -> str:
        """With Ray's own port where the person wrote none.

        Raises:
            InvalidRequest: where it is no address.
        """
        text = self.address.strip().removeprefix("ray://")
        host, colon, port = text.rpartition(":")
        if not colon or text.endswith("]"):
            host, port = text, str(CLIENT_PORT)
        is_bare_ipv6 = ":" in host and not host.startswith("[")
        if not host or is_bare_ipv6 or not port.isdecimal() or not 0 < int(port) < 1 << 16 or set(host) & set(" /@"):
            raise InvalidRequest(
                f'"{self.address}" is no address of a workstation. Write HOST:PORT, for example '
                f"192.168.1.20:{CLIENT_PORT}."
            )
        return f"{host}:{port}"

    def token(self) -> str:
        """The secret; never told to a log.

        Raises:
            InvalidRequest: where there is none.
        """
        if self.token_file:
            return _read(Path(self.token_file).expanduser())
        if _TOKEN.fullmatch(value := os.environ.get("RAY_AUTH_TOKEN", "").strip()):
            return value
        named = os.environ.get("RAY_AUTH_TOKEN_PATH", "")
        path = Path(named) if named else Path.home() / ".ray" / "auth_token"
        if not named and not path.is_file():
            raise InvalidRequest(f"There is no token for the workstation. {_HOW}")
        return _read(path)


def _read(path: Path) -> str:
    try:
        token = read_regular(path, _LONGEST_TOKEN).decode("utf-8-sig").strip()
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'The token in "{printable(path)}" cannot be read. {_HOW}') from error
    if not _TOKEN.fullmatch(token):
        raise InvalidRequest(f'There is no token in "{printable(path)}". {_HOW}')
    return token


class Door:
    """Ray's answer to whether somebody is there, over a connection of its own, so that no picture is in its way.

    Args:
        address: HOST:PORT.
        token: of the cluster.
    """

    def __init__(self, address: str, token: str) -> None:
        the_ray()
        try:
            import grpc
        except ImportError as error:
            raise InvalidRequest("A part of Ray is not installed. Install it: pip install 'lredit[ray]'.") from error
        self._grpc, self._address, self._token = grpc, address, token
        self._channel = _channel(grpc, address)

    def check(self) -> None:
        """Knocks without the token, which must not open, then with it.

        Raises:
            InvalidRequest: where nobody is there, everybody is let in, or the token is another one's.
        """
        if not is_somebody_at(self._address):
            raise InvalidRequest(
                f"Nobody answers at {self._address}. See that the tunnel is open and that Ray runs on the workstation "
                "(RAY_AUTH_MODE=token ray start --head), then try again."
            )
        code = self._knocked(None)
        if code is None:
            raise InvalidRequest(
                f"The Ray at {self._address} lets everybody in: whoever reaches it can run programs there and see your "
                f"pictures. Nothing was sent. {_HOW}"
            )
        refused = self._grpc.StatusCode.UNAUTHENTICATED
        code = self._knocked(self._token) if code is refused else code
        if code is refused:
            raise InvalidRequest(f"The workstation at {self._address} does not take this token. {_HOW}")
        if code is not None:
            raise InvalidRequest(
                f"Something answers at {self._address}, but not as Ray does for other machines ({code.name.lower()}). "
                f"Give the port that Ray calls its client server, {CLIENT_PORT} where nobody chose another; both sides "
                "must use RAY_USE_TLS, or neither."
            )

    def is_answered(self) -> bool:
        """Whether somebody is there now; waits for some seconds at the most."""
        return self._knocked(self._token) is None

    def close(self) -> None:
        self._channel.close()

    def _knocked(self, token: str | None) -> Any:
        """The code that it was refused with; None where it was let in."""
        from ray.core.generated import ray_client_pb2, ray_client_pb2_grpc

        ping = ray_client_pb2.ClusterInfoRequest(type=ray_client_pb2.ClusterInfoType.PING)
        metadata = [] if token is None else [("authorization", f"Bearer {token}")]
        try:
            ray_client_pb2_grpc.RayletDriverStub(self._channel).ClusterInfo(
                ping, timeout=ANSWERS_WITHIN_S, metadata=metadata
            )
        except self._grpc.RpcError as error:
            return error.code()
        return None


def _channel(grpc: Any, address: str) -> Any:
    """As Ray opens it, encrypted where RAY_USE_TLS says so, through no proxy."""
    options = [("grpc.enable_http_proxy", 0)]
    if os.environ.get("RAY_USE_TLS", "0").lower() not in ("1", "true"):
        return grpc.insecure_channel(address, options=options)
    from ray._common.tls_utils import load_certs_from_env

    certificate, key, authority = load_certs_from_env()
    credentials = grpc.ssl_channel_credentials(
        certificate_chain=certificate, private_key=key, root_certificates=authority
    )
    return grpc.secure_channel(address, credentials, options=options)


def use_token(token: str) -> None:
    """Has Ray send the token in this process.

    Raises:
        EngineError: where this process is at a cluster without one already.
    """
    os.environ["RAY_AUTH_MODE"] = "token"
    os.environ["RAY_AUTH_TOKEN"] = token
    os.environ.pop("RAY_AUTH_TOKEN_PATH", None)
    os.environ["RAY_CLIENT_RECONNECT_GRACE_PERIOD"] = "0"  # who is cut off begins anew, and nothing waits for it there
    ray = the_ray()
    from ray._raylet import AuthenticationMode, AuthenticationTokenLoader, Config, get_authentication_mode

    AuthenticationTokenLoader.instance().reset_cache()
    if get_authentication_mode() != AuthenticationMode.TOKEN:
        if ray.is_initialized():
            raise EngineError("This program uses Ray without a token already. Use the workstation in another process.")
        Config.initialize("")  # it was imported before; Ray does the same when it finds a token late
