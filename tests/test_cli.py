import os
import shutil
import subprocess
import sys

import pytest
from small import small_model

from nexttoken import __main__, command
from nexttoken.__main__ import main
from nexttoken.weights import save_model

MODEL = small_model()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    save_model(folder, MODEL.params, MODEL.config, MODEL.tokenizer.end)
    MODEL.tokenizer.save(folder / "tokenizer.json")
    return str(folder)


def complete(folder, *options):
    return main(["complete", "Once upon", "--model", folder, *options])


def error_of(capsys):
    """The one line that a failed command printed."""
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("nexttoken: error: ") and err.count("\n") == 1
    return err


def test_a_completion_is_the_same_as_in_python(folder, capsys):
    import nexttoken

    options = ["--seed", "3", "--max-tokens", "20", "--temperature", "0.7", "--top-k", "40", "--top-p", "0.9"]
    assert complete(folder, *options, "--stop", "th", "--stop", "qu") == 0
    expected = nexttoken.load(folder).complete(
        "Once upon", seed=3, max_tokens=20, temperature=0.7, top_k=40, top_p=0.9, stop=["th", "qu"]
    )
    assert capsys.readouterr().out == expected.text + "\n"


def test_a_completion_ends_at_the_first_of_several_stops(folder, capsys):
    complete(folder, "--seed", "3", "--max-tokens", "20")
    text = capsys.readouterr().out[:-1]
    complete(folder, "--seed", "3", "--max-tokens", "20", "--stop", text[2:5], "--stop", "not there")
    assert capsys.readouterr().out == text[: text.index(text[2:5])] + "\n"


def test_a_prompt_may_come_after_what_to_stop_at(folder, capsys):
    complete(folder, "--seed", "3", "--max-tokens", "20", "--stop", "th")
    expected = capsys.readouterr().out
    main(["complete", "--model", folder, "--seed", "3", "--max-tokens", "20", "--stop", "th", "Once upon"])
    assert capsys.readouterr().out == expected


def test_text_is_written_as_it_is_generated(folder, monkeypatch):
    written = []
    monkeypatch.setattr(command, "print", lambda *text, **_: written.append(text), raising=False)
    complete(folder, "--seed", "3", "--max-tokens", "20")
    assert len(written) > 10


def test_logprobs_follow_the_text_token_by_token(folder, capsys):
    complete(folder, "--seed", "3", "--max-tokens", "4", "--logprobs", "2")
    *_, last = capsys.readouterr().out.splitlines()
    assert float(last.split()[0]) < 0 and len(last.split("'")) == 7


@pytest.mark.parametrize("options, named", [
    (["--temperature", "-1"], "temperature is -1.0"),
    (["--temperature", "nan"], "temperature is nan"),
    (["--top-p", "0"], "top_p is 0.0"),
    (["--top-p", "1.5"], "top_p is 1.5"),
    (["--top-k", "0"], "top_k is 0"),
    (["--max-tokens", "-5"], "max_tokens is -5"),
    (["--logprobs", "-1"], "logprobs is -1"),
    (["--stop", ""], "stop is ('',)"),
    (["--model", "gpt-5"], "no model 'gpt-5'"),
])  # fmt: skip
def test_bad_input_is_one_line_and_status_2(folder, capsys, options, named):
    assert complete(folder, *options) == 2
    assert named in error_of(capsys)


@pytest.mark.parametrize("prompt, named", [("", "prompt is ''"), ("x" * 500, "prompt has 501 tokens")])
def test_a_prompt_that_does_not_fit_is_one_line_and_status_2(folder, capsys, prompt, named):
    assert main(["complete", prompt, "--model", folder]) == 2
    assert named in error_of(capsys)


def test_a_truncated_model_is_one_line_and_status_2(folder, capsys, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    os.truncate(tmp_path / "model.safetensors", 1000)
    assert complete(str(tmp_path)) == 2
    assert str(tmp_path) in error_of(capsys)


@pytest.mark.parametrize("argv", [[], ["complet", "x"], ["complete"], ["complete", "x", "--top-k", "many"]])
def test_a_command_that_cannot_be_read_is_status_2(argv, capsys):
    with pytest.raises(SystemExit) as end:
        main(argv)
    assert end.value.code == 2
    assert "nexttoken" in capsys.readouterr().err


@pytest.mark.parametrize("failure, status, said", [
    (KeyboardInterrupt(), 130, ""),
    (OSError(28, "No space left on device"), 2, "nexttoken: error: [Errno 28] No space left on device\n"),
])  # fmt: skip
def test_interruptions_and_full_disks_leave_no_traceback(monkeypatch, capsys, failure, status, said):
    def fail(args):
        raise failure

    monkeypatch.setattr(command, "run", fail)
    assert main(["complete", "x"]) == status
    assert capsys.readouterr().err == said


def test_completing_does_not_wait_for_what_training_needs(folder):
    code = f"import sys; from nexttoken.__main__ import main; main({['complete', 'x', '--model', folder]!r}); "
    code += "sys.exit(any(name in sys.modules for name in ('jax', 'matplotlib', 'nexttoken.corpus')))"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_reader_of_a_pipe_may_leave_early(folder):
    command = [sys.executable, "-m", "nexttoken", "complete", "Once", "--model", folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b"" and process.wait() == 0


def test_a_control_token_among_the_logprobs_has_its_name(folder, capsys):
    complete(folder, "--temperature", "0", "--max-tokens", "1", "--logprobs", "296")
    assert "'<|endoftext|>' -" in capsys.readouterr().out


def test_where_nothing_can_be_read_there_is_nothing_to_parse():
    done = subprocess.run(
        ["bash", "-c", '"$0" -m nexttoken parse <&-', sys.executable], capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr


def test_where_nothing_can_be_written_nothing_is():
    done = subprocess.run(
        ["bash", "-c", '"$0" -m nexttoken models >&-', sys.executable], capture_output=True, check=False
    )
    assert done.returncode == 0 and not done.stderr


def test_what_a_terminal_cannot_show_is_a_question_mark(folder):
    """Random weights say many a byte that is no letter: U+FFFD, which ASCII does not have."""
    command = [sys.executable, "-m", "nexttoken", "complete", "Once", "--model", folder, "--seed", "1"]
    process = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert b"?" in process.stdout


def test_every_command_is_there():
    for name in __main__.COMMANDS:
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
