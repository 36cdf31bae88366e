"""Everybody's way: each link of the navigation opens for whoever is shown it, and no page that one may read is further than two clicks
from the 工作台."""
import re

import pytest

PEOPLE = {"filer": "kjj1", "supervisor": "dcs1", "auditor": "sjj1", "admin": "zfb1", "leader": "zfb2", "security": "zfb3"}
# The first page of each matter, as /dashboard or a page linked from it must name it.
MATTERS = ["/plans/2023/tasks", "/plans/2023/targets", "/plans/2023/items", "/plans/2023/summary", "/reports", "/reviews", "/spot-checks",
           "/notices", "/problems", "/applications", "/instructions", "/bulletins", "/briefs", "/practices", "/burden", "/returns",
           "/reminders", "/exports", "/audit", "/accounts", "/admin/units", "/me", "/rights"]


def navigation(page):
    """The addresses in the page's nav elements."""
    return {link.split("#")[0] for nav in re.findall(r"<nav\b.*?</nav>", page.text, re.S) for link in re.findall(r'href="(/[^"]*)"', nav)}


@pytest.mark.parametrize("role", PEOPLE)
def test_the_navigation_opens(person, role):
    client = person(PEOPLE[role])
    links = navigation(client.get("/dashboard"))
    assert len(links) >= 4, links
    assert {link: status for link in links if (status := client.get(link).status) != 200} == {}


@pytest.mark.parametrize("role", PEOPLE)
def test_two_clicks_lead_everywhere(person, role):
    client = person(PEOPLE[role])
    home = client.get("/dashboard")
    near = {link.split("?")[0] for link in home.links if link.startswith("/")}
    for link in sorted(navigation(home) | {"/me", "/help"}):
        near |= {other.split("?")[0] for other in client.get(link).links if other.startswith("/")}
    may = [matter for matter in MATTERS if client.get(matter).status == 200]
    assert len(may) >= 6 and set(may) - near == set()
