/* paper.h: a document (rule/paper.h) as JSON, as it is kept when it is issued. */
#pragma once
#include "rule/paper.h"

const char *paper_write(Mem *mem, const Paper *paper);

/* false: it is not one of ours. */
bool paper_read(Mem *mem, const char *text, Paper *paper);
