import pytest
from toy import write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    return write_project(tmp_path)
