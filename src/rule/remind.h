/* remind.h: on which days something that is due is spoken of, so that a digest comes when it helps and not every morning
 * (减负). Pure.
 *
 * Seven days before, three days before, on the day; then every day for a week, then every seventh. Nothing is said on
 * days off: what falls on one is said on the next working day.
 */
#pragma once
#include <stdbool.h>

enum { REMIND_DAILY_DAYS = 7 };

/* days_left: whole civil days from today to the limit's day; negative when it has passed (a limit that has passed earlier
 * today is 0). days_off: so many days off lie between today and the working day before. */
bool remind_today(int days_left, int days_off);
