"""What people do in the tests of reviews, records and dashboards: hand in, decide, read a page's words."""
import html
import re

PLAN = "2023"
TEXT = "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。"


def words(page):
    """What the page says, without its tags; blanks are one blank."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", page.text, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text))).strip()


class Office:
    """The filers of one unit and its reports."""

    def __init__(self, stack, person, unit, login):
        self.stack, self.client = stack, person(login)
        self.name = unit
        self.unit = int(stack.sql(f"SELECT id FROM unit WHERE name = '{unit}'")[0]["id"])
        self._tasks = iter(self.led())

    def led(self):
        rows = self.stack.sql(f"SELECT t.no FROM task t JOIN task_lead l ON l.task_id = t.id WHERE l.unit_id = {self.unit} "
                              "AND l.ended_on IS NULL ORDER BY t.no")
        return [int(row["no"]) for row in rows]

    def path(self, no, period):
        return f"/plans/{PLAN}/tasks/{no}/reports/{period}/{self.unit}"

    def hand_in(self, no=None, period="2023-03", **more):
        """Submits; the next task of the unit when none is named. Returns the report's row."""
        no = no or next(self._tasks)
        page = self.client.get(self.path(no, period) + "/edit")
        form = page.form("rev", "narrative")
        assert form is not None, f"task {no}, {period}: {page.status}"
        fields = {name: "16" for name in form.fields if name.startswith("value.")}
        fields.update({"narrative": TEXT, "light": "green", "light_reason": "", "next_steps": "下月继续推进。"}, **more)
        for name in form.fields:  # each reason of a return is answered, unless the test does it
            if name.startswith("answer.") and name not in more:
                fields[name] = "已按意见修改。"
        answer = self.client.send(form, ("action", "submit"), self.path(no, period), fields=fields)
        assert answer.status == 303, words(answer)[:600]
        return self.report(no, period)

    def withdraw(self, no, period="2023-03"):
        page = self.client.get(self.path(no, period))
        form = next((f for f in page.forms if f.offers("action", "withdraw")), None)
        if form is None:
            page = self.client.get(f"/plans/{PLAN}/tasks/{no}?period={period}")
            form = next(f for f in page.forms if f.offers("action", "withdraw"))
        answer = self.client.send(form, ("action", "withdraw"), self.path(no, period))
        assert answer.status == 303, words(answer)[:600]

    def report(self, no, period="2023-03"):
        rows = self.stack.sql(f"SELECT r.* FROM report r JOIN task t ON t.id = r.task_id JOIN period p ON p.id = r.period_id "
                              f"WHERE t.no = {no} AND r.unit_id = {self.unit} AND p.code = '{period}'")
        return rows[0] if rows else None


def review_form(client, report):
    page = client.get(f"/reviews/{report['id']}")
    return page.form("rev", "comment")


def decide(client, report, decision, form=None, **fields):
    """The answer of the POST."""
    form = form or review_form(client, report)
    assert form is not None, "the page offers no form"
    return client.send(form, ("decision", decision), f"/reviews/{report['id']}", fields=fields)
