/* mail_text.h: a mail as it goes over the wire (RFC 5322, MIME): plain text in UTF-8, everything that is not ASCII in encoded
 * words (RFC 2047) or base64 (RFC 2045), so that no name and no title can begin a header of its own. Pure.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

typedef struct {
    const char *from, *to; /* addresses, for which mail_address_is_plain() holds */
    const char *to_name, *subject, *body;
    const char *mark, *domain; /* Message-ID: <mark@domain>, the same at every try */
    int64_t at_us;
} MailText;

/* local@domain of letters, digits and . _ - +; 254 signs at most. Other mailboxes exist; ours are those of a directory. */
bool mail_address_is_plain(const char *address);

/* With CRLF at the end of each line, none longer than 78 signs but for addresses, which are never cut. */
char *mail_compose(Mem *mem, const MailText *mail);

/* Seconds to wait after so many tries: a minute, doubled each time, an hour at most. */
int64_t mail_wait_seconds(int64_t tries);
