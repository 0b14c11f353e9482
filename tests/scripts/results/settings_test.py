"""Where settings differ among results, said in few words."""

from __future__ import annotations

from pathlib import Path

import synthetic

from vdsobench.results import settings
from vdsobench.results.loader import Result, load


def results(folder: Path, *contexts: dict[str, str]) -> list[Result]:
    made = [synthetic.result(processes=1, modes=False, context=each) for each in contexts]
    paths = [folder / f"{number}.json" for number in range(len(made))]
    return [load(synthetic.write(path, document)) for path, document in zip(paths, made)]


def test_only_keys_that_matter_and_differ_are_found(tmp_path: Path) -> None:
    one, other = {"libc": "musl", "warnings": "a"}, {"libc": "glibc 2.36", "warnings": "b"}
    found = settings.differing(results(tmp_path, one, other))
    assert found == {"libc": ["musl", "glibc 2.36"]}


def test_keys_that_repeat_what_another_told_are_left_out(tmp_path: Path) -> None:
    same = [{"libc": it, "rseq": it, "governor": "a"} for it in "ab"]
    made = results(tmp_path, *same, {"libc": "b", "rseq": "b", "governor": "c"})
    assert settings.telling(made, ["libc", "rseq", "governor"]) == ["libc", "governor"]


def test_of_lists_only_what_not_all_have_is_said() -> None:
    values = ["quiet vsyscall=none", "quiet", "quiet vsyscall=none nosmp"]
    words = settings.in_words("kernel_parameters", values)
    assert list(words.values()) == ["vsyscall=none", "none", "vsyscall=none nosmp"]


def test_a_hash_is_shortened_to_what_tells_it_apart() -> None:
    assert settings.brief("0123456789ab" + "c" * 52 + " x") == "0123456789ab… x"
    assert settings.brief("0123456789ab") == "0123456789ab"


def test_what_differs_is_told_with_a_way_out(tmp_path: Path) -> None:
    made = results(tmp_path, {"rseq": "on"}, {"rseq": "off"})
    assert settings.mixture(made[:1]) == ""
    assert settings.mixture(made) == "takes together 2 results that differ in rseq (on or off)"
    assert settings.remedy(made) == "choose, as by --where rseq=on, or part them by --group-by rseq"
