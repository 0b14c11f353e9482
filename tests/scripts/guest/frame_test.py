import pytest
from guest_samples import framed

from vdsobench.guest.frame import BadFrame, MOST, parse


def test_what_was_sent_arrives() -> None:
    frame = parse(framed(b"{}\n\r\n", 1))
    assert (frame.status, frame.content) == (1, b"{}\n\r\n")


def test_nothing_at_all() -> None:
    with pytest.raises(BadFrame, match="sent no result"):
        parse(b"")


def test_garbage_before_the_header() -> None:
    with pytest.raises(BadFrame, match="something else"):
        parse(b"noise" + framed(b"{}"))


@pytest.mark.parametrize("cut", [1, 14, 20])
def test_a_transfer_that_broke_off(cut: int) -> None:
    with pytest.raises(BadFrame, match="broke off"):
        parse(framed(b'{"context": {}}')[:-cut])


def test_something_after_the_end() -> None:
    with pytest.raises(BadFrame, match="ran over"):
        parse(framed(b"{}") + b"more")


def test_one_without_end() -> None:
    with pytest.raises(BadFrame, match="more than the 32 MiB"):
        parse(framed(bytes(MOST)))


def test_a_flipped_bit() -> None:
    sent = framed(b"{}")
    with pytest.raises(BadFrame, match="SHA-256"):
        parse(sent.replace(b"{}", b"{|"))
