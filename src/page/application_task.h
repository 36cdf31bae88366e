/* application_task.h: applications on the page of their task. */
#pragma once
#include "page/task_show.h"

/* Fills the include APPLICATIONS, and ADJUSTED when words were granted beside the issued ones. */
bool applications_show_card(const TaskView *v, View *body, GError **err);
