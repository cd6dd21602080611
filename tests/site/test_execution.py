"""Chapters run once, and again only when something that they depend on has changed."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from toy import CROWN, RIVER, edit, write_notebook

from nexttoken.site.execution import Chapter, chapters


def run(project, name):
    chapter = Chapter(project / "notebooks" / name)
    try:
        chapter.run_through(len(chapter.code) - 1)
    finally:
        chapter.close()


def test_a_chapter_is_run_again_only_for_what_it_depends_on(project):
    for chapter in chapters(project):
        assert not chapter.fresh()
        run(project, chapter.path.name)
    assert all(chapter.fresh() for chapter in chapters(project))

    edits = {
        "notebooks/01-crown.ipynb": ("gold, 'crowns'", "gold, 'gold crowns'"),
        "src/kingdom/crown.py": ("3", "4"),
        "src/nexttoken/pretrained/base/config.json": ("{}", "{} "),
        "src/nexttoken/pretrained/base/model.safetensors": ("weights", "other weights"),
    }
    for name, (old, new) in edits.items():
        edit(project / name, old, new)
        assert [chapter.fresh() for chapter in chapters(project)] == [False, True], name
        edit(project / name, new, old)
        assert all(chapter.fresh() for chapter in chapters(project))

    edit(project / "requirements.txt", "numpy==2", "numpy==3")
    assert not any(chapter.fresh() for chapter in chapters(project))


def test_edited_prose_is_shown_with_the_outputs_that_were_kept(project):
    run(project, CROWN)
    edit(project / "notebooks" / CROWN, "Of gold.", "Of pure gold.")
    chapter = Chapter(project / "notebooks" / CROWN)
    assert chapter.fresh()
    title, first, _ = chapter.shown().cells
    assert title.source == "# The crown\n\nOf pure gold."
    assert (first.outputs[0].text, first.execution_count) == ("3 crowns\n", 1)


def test_control_characters_are_shown_as_pictures_and_lines_stay(project):
    write_notebook(project / "notebooks" / RIVER, "print('a\\x1b[31mb\\x00\\n\\tc')")
    run(project, RIVER)
    (cell,) = Chapter(project / "notebooks" / RIVER).shown().cells
    assert cell.outputs[0].text == "a\u241b[31mb\u2400\n\tc\n"


def test_nothing_is_kept_of_a_chapter_that_fails(project):
    write_notebook(project / "notebooks" / RIVER, "x = 1", "x / 0", "x = 2")
    with pytest.raises(CellExecutionError, match="division by zero"):
        run(project, RIVER)
    assert not Chapter(project / "notebooks" / RIVER).kept_at.exists()


def test_a_chapter_that_starts_another_program_depends_on_the_whole_package(project):
    write_notebook(
        project / "notebooks" / RIVER, "import subprocess, sys\nsubprocess.run([sys.executable, '-c', '1']);"
    )
    run(project, RIVER)
    edit(project / "src/nexttoken/pretrained/base/config.json", "{}", "{} ")
    assert not Chapter(project / "notebooks" / RIVER).fresh()


def test_what_watches_the_kernel_is_not_part_of_the_chapter(project):
    write_notebook(project / "notebooks" / RIVER, "[name for name in dir() if 'reads' in name or 'module' in name]")
    run(project, RIVER)
    [cell] = nbformat.read(project / "_build" / "executed" / RIVER, as_version=4).cells
    assert (cell.execution_count, cell.outputs[0].data["text/plain"]) == (1, "[]")


def test_a_run_is_not_kept_if_what_it_read_was_edited_meanwhile(project):
    writes = f"from kingdom import river\nopen({str(project / 'src/kingdom/river.py')!r}, 'w').write('wide = 9')"
    write_notebook(project / "notebooks" / RIVER, writes)
    run(project, RIVER)
    assert not Chapter(project / "notebooks" / RIVER).kept_at.exists()
