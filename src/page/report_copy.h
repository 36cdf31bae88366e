/* report_copy.h: 沿用上期: the words of the last approved report as a start. */
#pragma once
#include "act/report_deeds.h"
#include "page/report_form.h"

/* Something is written in one of the texts that copying would replace. */
bool fields_have_words(const ReportFields *fields);

/* The texts of the last approved report, and whatever else was typed: values and light are this period's own, and last
 * period's numbers stand beside them in the form anyway. */
ReportFields fields_copied(const Before *before, const ReportFields *typed);

/* Saves them as the draft; ends the request. Words that were typed are never written over before somebody has said so:
 * over. */
bool report_copy(Req *req, Resp *resp, ReportForm *form, const ReportWish *wish, bool over, GError **err);
