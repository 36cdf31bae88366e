/* remind.c: see remind.h. */
#include "rule/remind.h"

static bool is_marked(int days_left)
{
    if (days_left >= 0)
        return days_left == 7 || days_left == 3 || days_left == 0;
    return -days_left <= REMIND_DAILY_DAYS || -days_left % REMIND_DAILY_DAYS == 0;
}

bool remind_today(int days_left, int days_off)
{
    for (int day = 0; day <= days_off; day++)
        if (is_marked(days_left + day))
            return true;
    return false;
}
