"""The server itself: paths, errors, who may talk to it. Of the hard cases V1 to V6, V23, V27, V28, X1 to X6 are here."""

import json
import logging
import re
import signal
import socket
import subprocess
import sys

import httpx
import pytest
from asking import MODEL, refused

import nexttoken
from nexttoken.__main__ import main
from nexttoken.api import served
from nexttoken.api.requests import LARGEST
from nexttoken.api.served import Served
from nexttoken.api.server import Server
from nexttoken.errors import UserError
from nexttoken.weights import save_model


def test_the_models_are_listed_and_found(client, http):
    assert [model.id for model in client.models.list()] == ["talker", "small"]
    assert client.models.retrieve("small").owned_by == "nexttoken"
    assert http.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize("name", ["gpt-5", "small/", "%1b[31m"])
def test_V6_an_unknown_model_is_a_404(http, post, name):
    refused(http.get(f"/v1/models/{name}"), 404, "model", "model_not_found")
    assert "talker, small" in refused(post(model=name), 404, "model", "model_not_found")
    refused(http.get(f"/v1/models/{name}%0d%0aSet-Cookie:%20x"), 404)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"null", b'"text"', b"\xff", b'{"model": NaN}', b"[" * 100_000,
                                  b'{"n": 1' + b"0" * 5000 + b"}"])  # fmt: skip
def test_V1_V2_V3_a_body_that_is_no_object_is_a_400(http, body):
    refused(http.post("/v1/completions", content=body, headers={"content-type": "application/json"}))


@pytest.mark.parametrize(
    "body, key",
    [(b'{"n": 1, "model": "x", "n": 2}', "'n'"), (b'{"a": {"\\ud800": 1, "\\ud800": 1}}', "ud800")],
    ids=str,
)
def test_V1_a_key_that_is_there_twice_is_a_400_that_names_it(http, body, key):
    response = http.post("/v1/completions", content=body, headers={"content-type": "application/json"})
    assert key in refused(response, code="invalid_json")


def test_V28_an_unknown_path_is_a_404_and_a_wrong_method_a_405(http):
    for path in "/", "/v1", "/v1/completions/", "/v1/nothing", "/favicon.ico":
        refused(http.get(path), 404)
    assert refused(http.get("/v1/completions"), 405).startswith("GET /v1/completions")
    refused(http.put("/health"), 405)
    refused(http.options("/v1/completions"), 405)


def test_V23_whatever_key_a_client_sends_is_fine(http):
    for headers in {}, {"authorization": "Bearer x"}, {"authorization": "nonsense"}:
        assert http.get("/v1/models", headers=headers).status_code == 200


def test_V27_a_body_that_is_too_large_is_a_413(post, http):
    assert f"{LARGEST:,}" in refused(post(prompt="x" * LARGEST), 413)
    refused(post(prompt="x" * 10 * LARGEST), 413)
    packed = {"content-type": "application/json", "content-encoding": "gzip"}
    refused(http.post("/v1/completions", content=b"\x1f\x8b", headers=packed), 413)
    assert http.get("/health").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[", "localhost.", "0.0.0.0"]
)
def test_X2_a_name_that_is_not_the_servers_is_refused(http, host):
    assert "models" not in refused(http.get("/v1/models", headers={"host": host}), 403)


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:1"},
                                     {"origin": ""}, {"sec-fetch-site": "cross-site"}])  # fmt: skip
def test_X1_a_page_of_another_site_gets_nothing(http, headers):
    response = http.get("/v1/models", headers=headers)
    refused(response, 403)
    refused(http.post("/v1/completions", json={"model": "small", "prompt": "x"}, headers=headers), 403)
    assert not any(name.startswith("access-control") for name in response.headers)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_X1_a_form_that_a_page_can_send_unasked_gets_nothing(http, kind):
    body = json.dumps({"model": "small", "prompt": "x"}).encode()
    refused(http.post("/v1/completions", content=body, headers={"content-type": kind}), 415)


def test_an_answer_does_not_wait_for_the_client_to_confirm_its_head(server, http):
    """As with Nagle's algorithm, by 40 ms, on a connection that is used again."""
    http.get("/health")
    found = [one.transport.get_extra_info("socket") for one in server._uvicorn.server_state.connections]
    assert found and all(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in found)


def test_a_page_of_the_server_itself_may_use_it(http, server):
    assert http.get("/v1/models", headers={"origin": server.url}).status_code == 200
    assert http.get("/v1/models", headers={"host": f"localhost:{server.port}"}).status_code == 200


def test_X4_the_server_listens_on_this_machine_alone(server):
    assert server.url.startswith("http://127.0.0.1:")
    with pytest.raises(UserError, match="key"):
        Server([], host="0.0.0.0")


def test_a_server_with_a_key_wants_to_be_told_it():
    server = Server([Served("small", MODEL, False)], key="secret-é")
    server.start()
    for sent in {}, {"authorization": "Bearer x"}, {"authorization": "Bearer secret"}, {"authorization": "secret-é"}:
        headers = {name: value.encode() for name, value in sent.items()}
        assert "secret" not in refused(
            httpx.get(f"{server.base_url}/models", headers=headers, timeout=60), 401, code="invalid_api_key"
        )
    right = {"authorization": "Bearer secret-é".encode()}
    assert httpx.get(f"{server.base_url}/models", headers=right, timeout=60).status_code == 200
    assert httpx.get(f"{server.url}/health", timeout=60).status_code == 200
    server.close()


def test_X5_what_a_request_says_forges_neither_headers_nor_lines_of_the_log(http, caplog, capfd):
    evil = "x\r\nSet-Cookie: a=b\r\n\x1b[31mERROR: forged"
    with caplog.at_level(logging.DEBUG):
        response = http.post(
            "/v1/completions", json={"model": evil, "prompt": evil}, headers={"x-request-id": "a\x1b[31mb"}
        )
        refused(response, 404, "model")
        http.get("/v1/models/%0aERROR%1b[31m?x=%0aforged")
    assert "set-cookie" not in response.headers and "x-request-id" not in response.headers
    written = "".join(capfd.readouterr()) + "".join(
        record.getMessage() for record in caplog.records if record.name != "httpx"
    )
    assert "\x1b" not in written and "forged" not in written


def test_X6_a_template_in_the_request_is_refused(post):
    refused(post(chat_template="{{ messages }}"), 400, "chat_template", "unsupported_parameter")


def test_a_server_is_gone_when_it_is_closed(tmp_path):
    save_model(tmp_path / "mine", MODEL.params, MODEL.config, MODEL.tokenizer.end)
    MODEL.tokenizer.save(tmp_path / "mine" / "tokenizer.json")
    with nexttoken.serve(tmp_path / "mine") as server:
        assert httpx.get(f"{server.base_url}/models", timeout=60).json()["data"][0]["id"] == "mine"
        asked = {"model": "mine", "prompt": "x"}
        assert httpx.post(f"{server.base_url}/completions", json=asked, timeout=60).json()["choices"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/health")


def test_two_models_of_one_name_are_refused(capsys):
    with pytest.raises(UserError, match="'small'"):
        Server([Served("small", MODEL, False), Served("talker", MODEL, True), Served("small", MODEL, True)])
    assert main(["serve", "--model", "base", "base", "--port", "0"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_which_models_were_trained_to_answer(tmp_path):
    save_model(tmp_path, MODEL.params, MODEL.config, MODEL.tokenizer.end)
    MODEL.tokenizer.save(tmp_path / "tokenizer.json")
    assert not served.load(tmp_path).chats
    for stage, expected in ("chat", True), ("aligned", True), ("struq", True), ("plain", False):
        (tmp_path / "run.json").write_text(json.dumps({"steps": 1, "seed": 0, "stage": stage}))
        assert served.load(tmp_path).chats == expected
    (tmp_path / "run.json").write_text("[")
    with pytest.raises(UserError, match="run.json"):
        served.load(tmp_path)


def test_the_models_that_answer_come_first():
    assert [(one.name, one.chats) for one in served.load_all()] == [("aligned", True), ("chat", True), ("base", False)]


def test_a_port_that_is_taken_is_one_line_and_status_2(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--model", "base", "--port", str(taken.getsockname()[1])]) == 2
    assert main(["serve", "--model", "base", "--port", "99999"]) == 2
    assert main(["serve", "--model", "gpt-5"]) == 2
    assert main(["serve", "--model", "base", "--host", "0.0.0.0"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == err.count("nexttoken: error: ") == 4


def test_the_command_serves_until_it_is_interrupted():
    command = [sys.executable, "-m", "nexttoken", "serve", "--model", "base", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        [url] = re.findall(r"base at (http://127\.0\.0\.1:\d+)/v1 ", process.stdout.readline())
        assert httpx.get(f"{url}/health", timeout=60).json() == {"status": "ok"}
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 130)
        assert process.stderr.read() == ""
