"""What happens on a release tag: the pack of that version comes out, encrypted, and says what has changed since the tag before."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from zipfile import ZipFile

import pytest
import yaml
from short_assignment import tiny
from submissions import EXERCISES

ROOT = EXERCISES.parent
GPG = ("gpg", "--batch", "--pinentry-mode", "loopback")
ME = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(
    not shutil.which("gpg"), reason="packs are encrypted with GnuPG, which is not installed"
)


@pytest.fixture
def book(tmp_path):
    """A repository with two releases: in the second, a text has changed."""
    folder = tmp_path / "book"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "pack", folder / ".ci")
    (folder / ".venv").symlink_to(sys.prefix)
    tiny(folder / "exercises")
    git(folder, "init", "--quiet")
    release(folder, "v0.1.0")
    source = folder / "exercises" / "tiny" / "tiny.ipynb"
    source.write_text(source.read_text().replace("Twice x.", "Two times x."))
    release(folder, "v0.2.0")
    return folder


def git(folder, *command):
    subprocess.run(["git", *ME, *command], cwd=folder, check=True, capture_output=True)


def release(folder, tag):
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{tag.removeprefix("v")}"\n')
    git(folder, "add", "exercises", "pyproject.toml")
    git(folder, "commit", "--quiet", "--message", tag)
    git(folder, "tag", tag)


@pytest.fixture
def keys():
    """The environment of a machine on which nobody has used GnuPG, whose sockets want a short path."""
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as home:
        yield os.environ | {"GNUPGHOME": home}
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)


def pack(book, tag, environment, passphrase="six words that are hard to guess"):
    command = ["bash", ".ci/pack", tag]
    given = environment | {"PASSPHRASE": passphrase}
    return subprocess.run(command, cwd=book, env=given, capture_output=True, text=True, check=False)


def decrypted(path, passphrase, environment):
    command = [*GPG, "--passphrase", passphrase, "--decrypt", path]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


def test_who_has_the_passphrase_reads_what_has_changed_since_the_tag_before(book, keys):
    done = pack(book, "v0.2.0", keys)
    assert done.returncode == 0, done.stderr
    encrypted = book / done.stdout.strip()
    assert encrypted.name == "assignments-0.2.0-with-answers.zip.gpg" and b"canary" not in encrypted.read_bytes()
    with ZipFile(BytesIO(decrypted(encrypted, "six words that are hard to guess", keys).stdout)) as archive:
        assert "answers/tiny/tiny.ipynb" in archive.namelist()
        told = archive.read("changes.txt").decode()
    assert "Since assignments-0.1.0-with-answers" in told and "third: what is asked" in told
    other = decrypted(encrypted, "six other words", keys)
    assert other.returncode != 0 and other.stdout == b""


def test_the_first_release_has_none_before_it(book, keys):
    git(book, "checkout", "--quiet", "v0.1.0")
    done = pack(book, "v0.1.0", keys)
    assert done.returncode == 0, done.stderr
    with ZipFile(book / done.stdout.strip().removesuffix(".gpg")) as archive:
        assert "No pack before this one" in archive.read("changes.txt").decode()


def test_without_a_passphrase_nothing_is_packed(book, keys):
    done = pack(book, "v0.2.0", keys, passphrase="")
    assert done.returncode != 0 and "set the secret PACK_PASSPHRASE" in done.stderr
    assert not (book / "_build").exists()


def test_a_tag_of_another_version_than_the_package_has_is_refused(book, keys):
    done = pack(book, "v0.1.0", keys)
    assert done.returncode != 0 and "The tag is v0.1.0, and pyproject.toml says 0.2.0" in done.stderr


def test_the_workflow_runs_on_tags_alone_and_keeps_nothing_that_can_be_read():
    text = (ROOT / ".github" / "workflows" / "assignments.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)  # in which "on" is a text
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    steps = workflow["jobs"]["pack"]["steps"]
    assert not any("artifact" in step.get("uses", "") for step in steps)
    runs = "\n".join(step.get("run", "") for step in steps)
    assert re.findall(r"_build/\S+", runs) == ["_build/packs/*.zip.gpg"]
    assert 'bash .ci/pack "$GITHUB_REF_NAME"' in runs
