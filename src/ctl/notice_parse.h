/* notice_parse.h: taizhangctl notice-parse [--targets] FILE
 *
 * Prints the tasks of a notice as TSV, or with --targets the numbers it promises. Needs no database. What could not be
 * read goes to stderr, one sentence a line. */
#pragma once

/* argv[0] is the command's name. 0: read (perhaps with warnings), 1: the file cannot be used, 2: wrong call. */
int ctl_notice_parse(int argc, char **argv);
