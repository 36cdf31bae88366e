/* rights.h: taizhangctl rights: the table of addresses and rights as TSV, for auditors and for the test that tries every
 * cell of it. */
#pragma once

int ctl_rights(void);
