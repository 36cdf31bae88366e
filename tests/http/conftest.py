"""Fixtures: the whole house on free ports, filled with the notice, and its people at their browsers."""
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from prepared import NOW  # noqa: E402
from stack import ROOT, Stack, read_accounts, table  # noqa: E402

sys.path.insert(0, os.path.join(ROOT, "packaging"))
from http_client import Client  # noqa: E402

EXTRA = os.path.join(ROOT, "tests", "http", "accounts.tsv")

@pytest.fixture(scope="session")
def stack():
    """Everything runs, the notice is imported, no report exists. Limits are lifted: tests of limits start their own."""
    with Stack("http", "--workers", "4", "--no-limits", "--address-most", "1000000", "--accounts", EXTRA, loaded=True, clock=NOW) as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == [], "the workers' logs hold sanitizer reports"


@pytest.fixture(scope="session")
def accounts():
    """login -> Account, of seeds/accounts.tsv and tests/http/accounts.tsv."""
    return read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"), EXTRA)


@pytest.fixture(scope="session")
def unit_rows():
    return table(os.path.join(ROOT, "seeds", "units.tsv"))


@pytest.fixture
def anyone(stack):
    """A browser of nobody, new for each test."""
    client = Client(stack.origin)
    yield client
    client.close()


@pytest.fixture(scope="session")
def person(stack, accounts):
    """person('kjj1') is that person's browser, signed in once for the whole run."""
    known = {}

    def signed_in(login):
        if login not in known:
            known[login] = new_session(stack, accounts[login])
        return known[login]

    yield signed_in
    for client in known.values():
        client.close()


@pytest.fixture
def session(stack, accounts):
    """session('kjj1') is a new signed-in browser, for tests that end or spoil a session."""
    made = []

    def signed_in(login):
        made.append(new_session(stack, accounts[login]))
        return made[-1]

    yield signed_in
    for client in made:
        client.close()


def new_session(stack, account):
    client = Client(stack.origin)
    answer = client.sign_in(account.login, account.password)
    assert answer.status == 303, f"{account.login} could not sign in: {answer.status}"
    return client
