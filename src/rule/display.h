/* display.h: how somebody wants the pages to look (ux.md §4.16): bits, as stored with the person and the session, and mirrored
 * in a cookie so that the page to sign in follows. 0: as designed. */
#pragma once

enum {
    DISPLAY_LARGE = 1,   /* 字号 */
    DISPLAY_COMPACT = 2, /* 行距 of tables */
    DISPLAY_DARK = 4,
    DISPLAY_AUTO = 8, /* light or dark, as the machine is set */
    DISPLAY__ALL = 15
};
