import pytest

from vdsobench.errors import UsageError
from vdsobench.archive import packages
from vdsobench.archive.packages import KernelPackage


def package(name: str, version: str, suite: str = "stable") -> KernelPackage:
    return KernelPackage(name, version, suite, 1, "0" * 64)


OFFERED = packages._newest_first(
    [
        package("linux-image-6.1.0-9-cloud-amd64", "6.1.9-1"),
        package("linux-image-6.1.0-50-cloud-amd64", "6.1.176-1"),
        package("linux-image-6.1.0-50-amd64", "6.1.176-1"),
        package("linux-image-6.12.9-cloud-amd64", "6.12.9-1~bpo12+1", "backports"),
        package("linux-image-6.12.9-cloud-amd64", "6.12.9-1"),
        package("linux-image-7.3.4+deb13-cloud-amd64", "7.3.4-1"),
        package("linux-binary-7.3.4+deb13-cloud-amd64", "7.3.4-1"),
        package("linux-image-5.15.0-25-generic", "5.15.0-25.25"),
        package("linux-image-4.9.0-3-rt-amd64", "4.9.3-1"),
        package("linux-image-6.1.0-50-rt-amd64", "6.1.176-1"),
    ]
)


def chosen(wanted: str, flavour: str = "") -> tuple[str, str]:
    found = packages.choose(OFFERED, wanted, flavour)
    return found.name, found.version


def test_a_series_is_its_newest_version_by_number_not_by_letter() -> None:
    assert chosen("6.1") == ("linux-image-6.1.0-50-cloud-amd64", "6.1.176-1")


def test_a_series_is_not_a_prefix_of_another() -> None:
    assert chosen("6.12")[1].startswith("6.12.9")


def test_a_backport_is_older_than_what_it_was_made_from() -> None:
    assert chosen("6.12") == ("linux-image-6.12.9-cloud-amd64", "6.12.9-1")


@pytest.mark.parametrize("wanted", ["7", "7.x", "7.3", "7.3.4", "7.3.4-1"])
def test_the_kernel_is_in_the_binary_package_where_the_package_is_split(wanted: str) -> None:
    assert chosen(wanted)[0] == "linux-binary-7.3.4+deb13-cloud-amd64"


def test_a_flavour_can_be_asked_for() -> None:
    assert chosen("6.1", "amd64")[0] == "linux-image-6.1.0-50-amd64"


def test_a_package_can_be_named() -> None:
    assert chosen("linux-image-6.1.0-9-cloud-amd64")[1] == "6.1.9-1"
    assert chosen("linux-image-6.1.0-50-rt-amd64")[0] == "linux-image-6.1.0-50-rt-amd64"


def test_another_distributions_flavour_is_found_too() -> None:
    assert chosen("5.15")[0] == "linux-image-5.15.0-25-generic"


def test_what_is_not_offered_is_told_with_what_is() -> None:
    with pytest.raises(UsageError, match="no kernel 4.19: it offers 4.9, 5.15, 6.1, 6.12, 7.3"):
        chosen("4.19")


@pytest.mark.parametrize(
    ("flavour", "series"),
    [("", ["4.9", "5.15", "6.1", "6.12", "7.3"]), ("rt-amd64", ["4.9", "6.1"]), ("x", [])],
)
def test_a_list_has_every_series_that_has_the_flavour(flavour: str, series: list[str]) -> None:
    found = packages.newest_of_each_series(OFFERED, flavour)
    assert [package.series for package in found] == series
    assert not flavour or all(package.flavour == flavour for package in found)


@pytest.mark.parametrize(
    "name",
    [
        "linux-image-amd64",
        "linux-image-6.1.0-50-amd64-dbg",
        "linux-headers-6.1.0-50-amd64",
        "linux-image-6.1.0-50-amd64-unsigned",
    ],
)
def test_what_is_no_kernel(name: str) -> None:
    assert not packages.is_kernel(name)
