{{%AUTOESCAPE context="HTML"}}
<div class="card fault"><div class="bd">
{{#BAD_INPUT}}<h1>无法识别这次提交</h1><p>提交的内容里有本系统不认识的字段或字符，没有保存任何内容。请返回上一页，重新打开表单后再试。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/BAD_INPUT}}
{{#DENIED}}<h1>没有权限</h1>
{{#NO}}<p>当前连接或账号不允许进行这项操作。</p>{{/NO}}
{{#NO_RULE}}<p>当前连接或账号不允许进行这项操作。</p>{{/NO_RULE}}
{{#NO_ROLE}}<p>您的账号（{{OWN_ROLE}}）没有这项操作的权限。审核由市政府督查室办理，填报由牵头单位办理，变更记录由审计员查看。</p>{{/NO_ROLE}}
{{#NO_LEAD}}<p><b>本任务由{{LEADS}}牵头，您所在单位（{{OWN_UNIT}}）无编辑权限。</b></p><p>需要补充情况的，请联系牵头单位。</p>{{/NO_LEAD}}
{{#NO_PARTICIPANT}}<p><b>本任务由{{LEADS}}牵头，您所在单位（{{OWN_UNIT}}）为参与单位，可查看，不能填报。</b></p>{{/NO_PARTICIPANT}}
{{#NO_DRAFT}}<p>该报送尚未审核通过，暂不公开。</p>{{/NO_DRAFT}}
{{#NO_PERIOD_YET}}<p>该报送期尚未开放，暂不能填报。</p>{{/NO_PERIOD_YET}}
{{#NO_PERIOD_MORE}}<p>该报送期已关闭，内容不能修改。如需补报，请联系市政府督查室。</p>{{/NO_PERIOD_MORE}}
{{#NO_PERIOD_TASK}}<p>该报送期只调度部分任务，本任务不在其中，无需报送。</p>{{/NO_PERIOD_TASK}}
{{#NO_FREEZE_YET}}<p>该报送期尚未冻结，请按退回、重新报送的流程修改，无需更正。</p>{{/NO_FREEZE_YET}}
{{#NO_TASK_OPEN}}<p>该任务已销号，不再填报。</p>{{/NO_TASK_OPEN}}
{{#NO_STATE}}{{#HAPPENED}}<p><b>该报送已于 <time datetime="{{AT_ISO}}">{{AT}}</time> 由 {{ACTOR}} {{#submitted}}提交，正在等待审核。</b></p><p>需要修改的，请先撤回。</p>{{/submitted}}{{#undone}}撤销了审核，报送重新等待审核。</b></p><p>需要修改的，请先撤回。</p>{{/undone}}{{#approved}}审核通过，不能再修改。</b></p>{{/approved}}{{#returned}}退回。</b></p>{{/returned}}{{#withdrawn}}撤回。</b></p>{{/withdrawn}}{{/HAPPENED}}{{#UNKNOWN}}<p>该报送目前的状态不允许这项操作：可能已经提交、已经审核，或已被撤回。请刷新任务页查看最新状态。</p>{{/UNKNOWN}}{{/NO_STATE}}
{{#NO_SELF_APPLIED}}<p>这件申请由您本人提出，须由其他督查员审批。</p>{{/NO_SELF_APPLIED}}{{#NO_SELF}}{{#HELD}}<p>该问题由您本人提交反馈，须由其他督查员验收。</p>{{/HELD}}{{#REPORT}}<p>该报送由您本人填写或提交，须由其他督查员审核。</p>{{/REPORT}}{{/NO_SELF}}
{{#NO_UNIT}}<p>这是其他单位的事项，只有该单位和督查室可以办理。</p>{{/NO_UNIT}}
{{#NO_DECIDER}}<p>这次审核由其他督查员作出，只能由其本人撤销。</p>{{/NO_DECIDER}}
{{#NO_HOLDER}}<p><b>{{#HELD}}“{{STEP}}”环节由{{HOLDER}}办理，{{/HELD}}您所在单位（{{OWN_UNIT}}）可以查看和备注，不能办理本环节。</b></p>{{/NO_HOLDER}}
{{#NO_PART}}<p><b>该问题没有涉及您所在单位（{{OWN_UNIT}}），不能查看和办理。</b></p><p>任务的牵头单位、参与单位、提出单位和协调单位可以查看。</p>{{/NO_PART}}
{{#NO_STEP}}<p>该问题{{#HELD}}现处于“{{STEP}}”环节，{{/HELD}}不能进行这项操作。请刷新问题页查看最新状态。</p>{{/NO_STEP}}
{{#NO_OWN}}<p>经验做法由任务的牵头单位和参与单位报送，只能由报送单位自己修改。您所在单位（{{OWN_UNIT}}）不能办理这一件；推广的经验做法由推广到的单位签收。</p>{{/NO_OWN}}
{{#NO_TIME}}<p>已超过十分钟，这次审核不能再撤销。报送期冻结以后，可以用“更正”修改。</p>{{/NO_TIME}}
<p class="ml2">没有保存任何内容；本次操作已记录。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/DENIED}}
{{#LOST_SESSION}}<h1>登录已超时</h1><p>这次提交没有生效。请<a href="/login">重新登录</a>后从页面上操作。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/LOST_SESSION}}
{{#STALE}}<h1>页面已失效</h1><p>您在打开这一页之后重新登录过，提交没有生效。{{#WITH_TEXT}}您刚才填写的内容没有丢失，恢复后请核对再保存。{{/WITH_TEXT}}</p>{{#WITH_TEXT}}<form method="post" action="/kept" class="mt"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="btn p">恢复填写的内容</button>{{>KEPT_FORM}}</form>{{/WITH_TEXT}}<p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/STALE}}
{{#NOT_FOUND}}<h1>没有找到这个页面</h1><p>请核对地址。任务序号为文件中的编号，例如第 1 项。也可以从任务台账中查找。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/NOT_FOUND}}
{{#METHOD}}<h1>不支持的操作</h1><p>这个地址不接受这种请求。请从页面上的按钮操作。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/METHOD}}
{{#CONFLICT}}<h1>内容已有变化</h1><p>在您操作期间，其他人已经更新或处理了这项内容，您的操作没有生效。您填写的文字列在下面，可以复制。</p><p class="dim sm ml2">请求编号 {{REQUEST}}</p>{{/CONFLICT}}
{{#BUSY}}<h1>系统繁忙</h1><p>数据库暂时没有响应，操作未完成。请稍后重试，已保存的草稿不受影响。若再次出现，请把编号 {{REQUEST}} 告诉管理员。</p>{{/BUSY}}
{{#BROKEN}}<h1>系统出错</h1><p>操作未完成。请重试；若再次出现，请把编号 {{REQUEST}} 告诉管理员。</p>{{/BROKEN}}
{{#KEPT}}{{#ANY}}<h2 class="mt">您刚才填写的内容</h2>{{>ECHO}}{{/ANY}}{{/KEPT}}
<p class="mt"><a class="btn" href="/dashboard">返回工作台</a></p>
</div></div>
