"""The throw-away PostgreSQL server of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMMAND = """
import sys
import psycopg2
from perfeval import environment

address = environment.database("DATABASE_URL", default="")
with psycopg2.connect(host=address["HOST"], user=address["USER"], dbname=address["NAME"]) as connection:
    cursor = connection.cursor()
    cursor.execute("SELECT 6 * 7")
    print(address["HOST"], *cursor.fetchone())
sys.exit(3)
"""


@pytest.mark.skipif(
    os.environ.get("PERFEVAL_TEST_WITHOUT_POSTGRES") == "1", reason="PostgreSQL is not wanted"
)
def test_the_command_has_a_server_of_its_own_which_is_gone_afterwards() -> None:
    ran = subprocess.run(
        ["tests/with_postgres", sys.executable, "-c", COMMAND],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 3, ran.stderr
    folder, answer = ran.stdout.split()
    assert answer == "42"
    assert not Path(folder).exists()
