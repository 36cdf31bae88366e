"""Changing the private directory in the midst of a test."""
from stack import BASE


def change(stack, ldif, *options):
    path = stack.path("tmp", "change.ldif")
    with open(path, "w", encoding="utf-8") as file:
        file.write(ldif)
    done = stack.ldap("ldapmodify", *options, "-f", path, bind="root")
    assert done.returncode == 0, done.stderr


def modify(stack, dn, *lines):
    change(stack, f"dn: {dn}\nchangetype: modify\n" + "\n".join(lines) + "\n")


def dn_of(account):
    return f"uid={account.login},ou=people,{BASE}"
