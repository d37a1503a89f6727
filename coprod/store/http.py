"""Requests to a SPARQL server: who asks, how long to wait, when to try again, and what went wrong in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coprod.store.base import BadQuery, StoreError

if TYPE_CHECKING:
    import requests

_BUSY: Final = (429, 502, 503, 504)
_REFUSED: Final = (429, 503)
_CONNECT_SECONDS: Final = 10.0


class Client:
    """Sends requests with time-outs and retries.

    What can safely be sent twice is sent again, with growing pauses, when the connection fails or the server is busy.
    Other requests are sent again only where the server cannot have acted on them. A password is sent only when the
    server asks for one, in the way that it asks for (Digest or Basic).

    Raises:
        StoreError: the extra `server` is not installed.
    """

    def __init__(self, user: str, password: str, timeout: float, retries: int, pause: float) -> None:
        try:
            import requests  # noqa: F401 - whether it is there
        except ModuleNotFoundError:
            raise StoreError("a SPARQL server needs more to be installed: pip install 'coprod[server]'") from None
        self.user, self.password = user, password
        self.timeout = timeout
        self._again = _session(retries, pause, _BUSY, read=True)
        self._once = _session(retries, pause, _REFUSED, read=False)

    def close(self) -> None:
        """Closes the connections."""
        self._again.close()
        self._once.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        accept: str = "*/*",
        params: dict[str, str] | None = None,
        data: bytes | list[tuple[str, str]] | None = None,
        content_type: str = "",
        repeatable: bool = True,
        missing_is_fine: bool = False,
    ) -> bytes:
        """The body of the answer.

        Raises:
            BadQuery: the server says that the request is wrong.
            StoreError: there is no answer, or another one than success.
        """
        import requests

        session = self._again if repeatable else self._once
        headers = {"Accept": accept, **({"Content-Type": content_type} if content_type else {})}
        try:
            for _ in range(2):
                response = session.request(
                    method,
                    url,
                    headers=headers,
                    params=params,
                    data=data,
                    timeout=(_CONNECT_SECONDS, self.timeout),
                    allow_redirects=False,
                )
                if response.status_code != 401 or session.auth or not self.user:
                    break
                session.auth = self._auth(response.headers.get("WWW-Authenticate", ""))
        except requests.exceptions.Timeout:
            raise StoreError(f"{url}: no answer within {self.timeout:g} seconds") from None
        except requests.exceptions.ConnectionError as error:
            late = "timed out" in str(error).lower()
            reason = f"no answer within {self.timeout:g} seconds" if late else "no server answers there"
            raise StoreError(f"{url}: {reason}") from None
        except requests.exceptions.RequestException as error:
            raise StoreError(f"{url}: {error}") from None
        if response.status_code == 404 and missing_is_fine:
            return b""
        _complain(url, response)
        return response.content

    def _auth(self, challenge: str) -> requests.auth.AuthBase:
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        kind = HTTPDigestAuth if challenge.strip().lower().startswith("digest") else HTTPBasicAuth
        return kind(self.user, self.password)


def _session(retries: int, pause: float, statuses: tuple[int, ...], *, read: bool) -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    policy = Retry(
        total=retries,
        connect=retries,
        read=retries if read else 0,
        other=0,
        status_forcelist=statuses,
        allowed_methods=None,
        backoff_factor=pause,
        backoff_max=30,
        raise_on_status=False,
    )
    session = requests.Session()
    session.headers["User-Agent"] = "coprod"
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=policy))
    return session


def _complain(url: str, response: requests.Response) -> None:
    code = response.status_code
    if code < 300:
        return
    said = " ".join(response.text.split())[:500]
    if code in (400, 422):
        raise BadQuery(f"{url}: the server refuses this: {said}")
    if code in (401, 403):
        raise StoreError(
            f"{url}: the server wants another user name and password ({code}); "
            "set COPROD_USER and COPROD_PASSWORD, or write them into ~/.netrc"
        )
    if code < 400:
        raise StoreError(f"{url}: the server has moved to {response.headers.get('Location', 'another address')}")
    raise StoreError(f"{url}: the server answers {code} {response.reason}: {said}")
