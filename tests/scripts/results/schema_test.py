import re

from commands import SCRIPTS

OWN = {
    "schema.py",
    "compare/machine.py",  # names its own format, which is no result's
}


def test_names_of_the_format_are_written_in_one_place_only() -> None:
    package = SCRIPTS / "vdsobench"
    found = {
        path.relative_to(package).as_posix(): literals
        for path in package.rglob("*.py")
        if (literals := re.findall(r"""["']vdsobench\.[\w{]+""", path.read_text("utf-8")))
    }
    assert found.keys() <= OWN, found
