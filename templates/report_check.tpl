{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" role="alert" tabindex="-1" aria-labelledby="errs-h"><h2 id="errs-h">提交前还有 {{ERRORS_N}} 处需要修改</h2><ul>{{#ERROR}}<li>{{ERROR_TEXT}}</li>{{/ERROR}}</ul></div>{{/ERRORS}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}</p><h1>{{#READY}}提交前核对{{/READY}}{{#DRAFT}}预览{{/DRAFT}}：{{PERIOD}}进展</h1>
<p class="sub">截止 <time datetime="{{DUE_ISO}}">{{DUE}}</time><i class="sep"></i><span class="b">{{LEFT}}</span><i class="sep"></i>{{UNIT}}</p></div></div>
{{#READY}}<div class="note"><p>请核对以下内容。确认提交后由督查室审核，审核前可以撤回。草稿已于 {{SAVED_AT}} 保存。</p></div>{{/READY}}
{{#MERGED}}<div class="note y" role="status"><p>已合入{{BY}} 修改的“{{WHAT}}”，请核对。</p></div>{{/MERGED}}
{{#WARNINGS}}{{#ANY}}<div class="note y"><h2>请留意</h2><ul class="ul">
{{#LATE}}<li>已过截止时间，提交后将记为逾期报送。</li>{{/LATE}}
{{#LIGHT_CHANGED}}<li>亮灯与上期不同：上期{{LIGHT_BEFORE}}，本期{{LIGHT_NOW}}。</li>{{/LIGHT_CHANGED}}
{{#LOWER}}<li>“{{SUBJECT}}”累计值比上期减少 {{LESS}}，{{#NOTED}}已在说明中写明原因。{{/NOTED}}{{#NOT_NOTED}}请核对，并在说明中写明原因。{{/NOT_NOTED}}</li>{{/LOWER}}
{{#SAME_WORDS}}<li>进展情况与上期完全相同，请核对是否填写了本期工作。</li>{{/SAME_WORDS}}
</ul></div>{{/ANY}}{{/WARNINGS}}
{{#ANSWERED}}<section class="card"><div class="hd"><h2>退回意见与答复</h2></div><div class="bd">{{>ANSWERS}}</div></section>{{/ANSWERED}}
{{>REPORT}}{{>FILES}}
<form method="post" action="{{PATH}}" class="np">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="marks" value="{{MARKS}}"><input type="hidden" name="period" value="{{PERIOD_CODE}}"><input type="hidden" name="light" value="{{LIGHT_CODE}}">
<input type="hidden" name="narrative" value="{{NARRATIVE:pre_escape}}"><input type="hidden" name="light_reason" value="{{LIGHT_REASON:pre_escape}}"><input type="hidden" name="next_steps" value="{{NEXT_STEPS:pre_escape}}">
{{#AMOUNT}}<input type="hidden" name="value.{{ID}}" value="{{VALUE:pre_escape}}"><input type="hidden" name="note.{{ID}}" value="{{NOTE:pre_escape}}">{{/AMOUNT}}
{{#ANSWER_FIELD}}<input type="hidden" name="answer.{{PLACE}}" value="{{TYPED:pre_escape}}">{{#MENDED}}<input type="hidden" name="mended.{{PLACE}}" value="1">{{/MENDED}}{{/ANSWER_FIELD}}
{{#ITEM_FIELD}}<input type="hidden" name="item_state.{{ID}}" value="{{STATE}}"><input type="hidden" name="item_result.{{ID}}" value="{{RESULT:pre_escape}}">{{/ITEM_FIELD}}
<div class="bot">{{#READY}}<button class="btn p" name="action" value="submit">确认提交</button>{{/READY}}<button class="btn" name="action" value="edit">返回修改</button><span class="sp"></span><span class="sm mut">草稿已于 {{SAVED_AT}} 由 {{SAVED_NAME}} 保存</span></div>
</form>
