"""Addresses and tokens, before anybody is asked."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from lredit_core.errors import InvalidRequest
from lredit_core.remote.session import _place
from lredit_core.remote.workstation import Workstation


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home without a token."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    for name in ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("workstation", "workstation:10001"),
        (" 192.168.1.20:10002 ", "192.168.1.20:10002"),
        ("ray://studio.local:10001", "studio.local:10001"),
        ("[fe80::1]", "[fe80::1]:10001"),
        ("[fe80::1]:9", "[fe80::1]:9"),
    ],
)
def test_an_address_has_rays_own_port_where_the_person_wrote_none(written: str, meant: str) -> None:
    assert Workstation(written).host_and_port == meant


@pytest.mark.parametrize(
    "written", ["", ":10001", "a:b", "a:0", "a:70000", "fe80::1", "http://a:10001", "me@a:1", "a b:1"]
)
def test_what_is_no_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(InvalidRequest, match=r"192\.168\.1\.20:10001"):
        _ = Workstation(written).host_and_port


def test_without_a_token_nothing_is_asked_and_the_sentence_says_how_to_make_one() -> None:
    with pytest.raises(InvalidRequest, match="ray get-auth-token --generate"):
        Workstation("127.0.0.1:1").token()


def test_a_token_is_read_from_where_the_person_says_or_ray_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home" / ".ray").mkdir(parents=True)
    (tmp_path / "home" / ".ray" / "auth_token").write_text("of-the-home\n")
    assert Workstation("a").token() == "of-the-home"
    (tmp_path / "named").write_text("of-the-variable")
    monkeypatch.setenv("RAY_AUTH_TOKEN_PATH", str(tmp_path / "named"))
    assert Workstation("a").token() == "of-the-variable"
    monkeypatch.setenv("RAY_AUTH_TOKEN", "itself")
    assert Workstation("a").token() == "itself"
    (tmp_path / "own").write_text("of-the-person")
    assert Workstation("a", str(tmp_path / "own")).token() == "of-the-person"


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"two words", b"\xff\xfe", b"a\0b", b"abc\x01", "ключ".encode(), b"a" * 5_000]
)
def test_a_file_without_a_token_is_named_and_its_content_is_not(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InvalidRequest, match="file") as raised:
        Workstation("a", str(tmp_path / "file")).token()
    assert "two words" not in raised.value.message + raised.value.details + caplog.text


def test_a_mark_at_the_beginning_is_no_part_of_the_token(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbfsecret\r\n")
    assert Workstation("a", str(tmp_path / "file")).token() == "secret"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, tmp_path / "a\0b", Path("/dev/zero")):
        with pytest.raises(InvalidRequest, match="cannot be read"):
            Workstation("a", str(place)).token()


def test_the_engine_takes_a_card_where_there_is_one_else_the_cores_of_the_largest_machine() -> None:
    cores = {"Alive": True, "Resources": {"CPU": 8.0}}
    card = {"Alive": True, "Resources": {"GPU": 2.0, "CPU": 16.0}}
    lost = {"Alive": False, "Resources": {"GPU": 1.0, "CPU": 64.0}}
    assert _place([cores, card, lost]) == {"num_gpus": 1, "num_cpus": 4}
    assert _place([cores, lost, {"Alive": True, "Resources": {}}]) == {"num_cpus": 8.0}
