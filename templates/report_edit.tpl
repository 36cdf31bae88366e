{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" role="alert" tabindex="-1" aria-labelledby="errs-h"><h2 id="errs-h">{{#TEXT_ERRORS}}有 {{ERRORS_N}} 处需要修改{{#TO_SUBMIT}}后才能提交{{/TO_SUBMIT}}{{/TEXT_ERRORS}}{{#FILE_ERRORS}}有 {{ERRORS_N}} 个文件没有上传{{/FILE_ERRORS}}</h2><p class="mut sm">{{#KEPT}}<span data-kept="1"></span>您填写的内容都已保留，并已存为草稿（{{KEPT_AT}}）。{{/KEPT}}{{#WRONG_PERIOD}}没有保存任何内容。您填写的内容都保留在本页；请核对报送期，确认无误后再保存。{{/WRONG_PERIOD}}{{#NOT_KEPT}}您填写的内容都保留在本页，但有内容超出字数，还没有存为草稿。请删减后再保存。{{/NOT_KEPT}}</p><ul>{{#ERROR}}<li><a href="#{{ERROR_FIELD}}">{{ERROR_TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}</p><h1 id="period" tabindex="-1">填写 {{PERIOD}}进展</h1>
<p class="sub">截止 <time datetime="{{DUE_ISO}}">{{DUE}}</time><i class="sep"></i><span class="b">{{LEFT}}</span><i class="sep"></i>{{UNIT}}{{#FIRST_LEAD}}<i class="sep"></i>首位牵头单位：{{NAME}}{{/FIRST_LEAD}}</p></div></div>
{{#MERGED}}<div class="note y" role="status"><p>已合入{{BY}} 修改的“{{WHAT}}”，请核对。</p></div>{{/MERGED}}
{{#ASKED}}<div class="note"><h2>填报要求</h2><p class="pre">{{TEXT:pre_escape}}</p></div>{{/ASKED}}
{{#EXTENDED}}<div class="note"><p>本单位的截止时间已延至 {{UNTIL}}（理由：{{REASON}}）。</p></div>{{/EXTENDED}}
{{#OVERDUE}}<div class="note y"><p>已过截止时间，提交后将记为逾期报送。</p></div>{{/OVERDUE}}
{{#STANDS_IN}}<div class="note"><p>您正在代{{UNIT_NAME}}填报，提交后将注明“代填”。</p></div>{{/STANDS_IN}}
{{#RETURNED}}<div class="note y"><h2>督查室退回意见</h2>{{#PLAIN}}<div class="pre">{{COMMENT:pre_escape}}</div>{{/PLAIN}}{{#TO_ANSWER}}<p>共 {{N}} 条，请在<a href="#s0">“退回意见与答复”</a>中逐条勾选“已改”或填写说明。</p>{{/TO_ANSWER}}<p class="mut sm">督查室 {{DECIDED_NAME}}，<time datetime="{{DECIDED_AT_ISO}}">{{DECIDED_AT}}</time><i class="sep"></i><a href="{{PATH}}">查看被退回的版本</a></p></div>{{/RETURNED}}
{{#WITHDRAWN}}<div class="note"><p>该报送已撤回。修改后请重新提交，<a href="{{PATH}}">查看撤回的版本</a>。</p></div>{{/WITHDRAWN}}
<div class="cols"><form method="post" action="{{PATH}}" novalidate data-draft="1" data-autosave="1">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="marks" value="{{MARKS}}"><input type="hidden" name="period" value="{{PERIOD_CODE}}"><input type="hidden" name="at" value="">
<button class="vh" name="action" value="save" tabindex="-1" aria-hidden="true">保存草稿</button>
{{#ANSWERS}}<section class="card" id="s0"><div class="hd"><h2>退回意见与答复</h2></div><div class="bd"><p class="hint">每条勾选“已改”，或填写说明；答复随报送提交，审核时逐条可见。</p>
{{#ANSWER}}<div class="field{{#BAD}} bad{{/BAD}}"><p class="b pre">{{PLACE}}. {{REASON:pre_escape}}</p>{{#BAD}}<p class="err" id="answer.{{PLACE}}-e"><span class="vh">错误：</span>{{WHY}}</p>{{/BAD}}<p><label><input type="checkbox" name="mended.{{PLACE}}" value="1"{{#MENDED}} checked{{/MENDED}}> 已改<span class="vh">：第 {{PLACE}} 条</span></label></p><textarea class="short" id="answer.{{PLACE}}" name="answer.{{PLACE}}" rows="2" data-max="500" aria-label="对第 {{PLACE}} 条的说明（选填）" placeholder="说明（勾选“已改”的可不填）"{{#BAD}} aria-invalid="true" aria-describedby="answer.{{PLACE}}-e"{{/BAD}}>{{TYPED:pre_escape}}</textarea></div>
{{/ANSWER}}</div></section><p class="gap"></p>{{/ANSWERS}}
<div class="steps">
<section class="card step" id="s1"><h2>进展情况{{#COPY}}<button class="btn t s np" name="action" value="copy">沿用上期<span class="vh">（{{COPY_PERIOD}}）</span></button>{{/COPY}}</h2><div class="field{{#NARRATIVE_BAD}} bad{{/NARRATIVE_BAD}}"><label for="narrative">本期做了什么、取得什么结果</label><p class="hint" id="narrative-h">写具体工作、数据和结果，避免只写“持续推进”。20—2000 字。</p>{{#NARRATIVE_BAD}}<p class="err" id="narrative-e"><span class="vh">错误：</span>{{WHY}}</p>{{/NARRATIVE_BAD}}
<textarea id="narrative" name="narrative" data-max="2000" aria-describedby="narrative-h{{#NARRATIVE_BAD}} narrative-e{{/NARRATIVE_BAD}}"{{#NARRATIVE_BAD}} aria-invalid="true"{{/NARRATIVE_BAD}}>{{NARRATIVE:pre_escape}}</textarea>
<p class="under"><span>可直接粘贴 Word 文字，格式会自动去除</span><span class="cc" data-for="narrative">上限 2000 字</span></p></div></section>
<section class="card step" id="s2"><h2>量化目标本期值</h2>
{{#NO_TARGETS}}<p class="mut ml2">本任务没有由本单位填报的量化目标。</p><p class="gap"></p>{{/NO_TARGETS}}
{{#TARGETS}}<p class="hint">填写截至本期末的数值。“存量型”填现有总数，“累计型”填年初至今累计数。暂时无法取得的，请在说明中写明。</p>
<table class="tbl stk in" role="table"><caption class="vh">量化目标本期值</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">指标</th><th scope="col" role="columnheader" class="num">上期值</th><th scope="col" role="columnheader">本期值</th><th scope="col" role="columnheader">完成率（保存后更新）</th><th scope="col" role="columnheader">说明</th></tr></thead>
<tbody role="rowgroup">
{{#TARGET}}<tr role="row"><th scope="row" role="rowheader" class="mid"><label class="b" for="value.{{ID}}">{{SUBJECT}}</label><br><small class="dim nm">{{KIND}}<i class="sep"></i>年度目标 {{GOAL}}</small></th>
<td role="cell" class="num nw mid" data-l="上期值">{{BEFORE}}</td>
<td role="cell" class="mid{{#VALUE_BAD}} bad{{/VALUE_BAD}}" data-l="本期值"><div>{{#VALUE_BAD}}<p class="err" id="value.{{ID}}-e"><span class="vh">错误：</span>{{WHY}}</p>{{/VALUE_BAD}}{{#TYPED}}<span class="unit"><input type="text" inputmode="decimal" autocomplete="off" id="value.{{ID}}" name="value.{{ID}}" value="{{VALUE:pre_escape}}"{{#VALUE_BAD}} aria-invalid="true" aria-describedby="value.{{ID}}-e"{{/VALUE_BAD}}>{{UNIT_WORD}}</span>{{/TYPED}}{{#CHOICE}}<select id="value.{{ID}}" name="value.{{ID}}"{{#VALUE_BAD}} aria-invalid="true" aria-describedby="value.{{ID}}-e"{{/VALUE_BAD}}><option value="">请选择</option><option value="0"{{#IS_NOT}} selected{{/IS_NOT}}>未完成</option><option value="{{DONE_VALUE}}"{{#IS_DONE}} selected{{/IS_DONE}}>已完成</option>{{#OTHER}}<option value="{{TYPED:pre_escape}}" selected>{{TYPED}}</option>{{/OTHER}}</select>{{/CHOICE}}</div></td>
<td role="cell" class="mid" data-l="完成率"><div class="w100">{{>PROGRESS}} {{>JUDGED}}</div></td>
<td role="cell" class="mid{{#NOTE_BAD}} bad{{/NOTE_BAD}}" data-l="说明"><div class="w100">{{#NOTE_BAD}}<p class="err" id="note.{{ID}}-e"><span class="vh">错误：</span>{{WHY}}</p>{{/NOTE_BAD}}<input type="text" autocomplete="off" id="note.{{ID}}" name="note.{{ID}}" value="{{NOTE:pre_escape}}" placeholder="选填" aria-label="{{SUBJECT}}说明（选填）"{{#NOTE_BAD}} aria-invalid="true" aria-describedby="note.{{ID}}-e"{{/NOTE_BAD}}></div></td></tr>{{/TARGET}}
</tbody></table><p class="gap"></p>{{/TARGETS}}</section>
<section class="card step" id="s3"><h2>亮灯</h2><fieldset class="field{{#LIGHT_BAD}} bad{{/LIGHT_BAD}}" role="radiogroup"{{#LIGHT_BAD}} aria-invalid="true" aria-describedby="light-e"{{/LIGHT_BAD}}><legend>综合判断本期状态</legend>{{#SUGGESTED}}<div class="hint sug">系统按已填数值测算，建议 {{>SUGGESTION}}<ul class="ul">{{#REASON}}<li>{{WORDS}}</li>{{/REASON}}</ul>可以不同，但要说明理由。{{#DIFFERS}}<b>您选择的与建议不同，请在亮灯说明中写明理由。</b>{{/DIFFERS}} <a href="/help/lights" target="_blank" rel="noopener">亮灯规则</a></div>{{/SUGGESTED}}{{#NOT_SUGGESTED}}<div class="hint sug">{{#REASON}}{{WORDS}}。{{/REASON}}<a href="/help/lights" target="_blank" rel="noopener">亮灯规则</a></div>{{/NOT_SUGGESTED}}{{#LIGHT_BAD}}<p class="err" id="light-e"><span class="vh">错误：</span>{{WHY}}</p>{{/LIGHT_BAD}}
<div class="radios">
<label class="radio{{#IS_GREEN}} on{{/IS_GREEN}}"><input type="radio" id="light" name="light" value="green"{{#IS_GREEN}} checked{{/IS_GREEN}}>{{>GREEN}}<span class="rule">达到或快于序时进度，无重大问题</span></label>
<label class="radio{{#IS_YELLOW}} on{{/IS_YELLOW}}"><input type="radio" name="light" value="yellow"{{#IS_YELLOW}} checked{{/IS_YELLOW}}>{{>YELLOW}}<span class="rule">低于序时，采取措施后可按期完成</span></label>
<label class="radio{{#IS_RED}} on{{/IS_RED}}"><input type="radio" name="light" value="red"{{#IS_RED}} checked{{/IS_RED}}>{{>RED}}<span class="rule">严重滞后，或存在难以自行解决的问题</span></label>
</div></fieldset>
<div class="field{{#REASON_BAD}} bad{{/REASON_BAD}}"><label for="light_reason">亮灯说明 <span class="opt">（黄灯、红灯，或与系统建议不一致的必填）</span></label>{{#REASON_BAD}}<p class="err" id="light_reason-e"><span class="vh">错误：</span>{{WHY}}</p>{{/REASON_BAD}}
<textarea id="light_reason" name="light_reason" class="short" data-max="500"{{#REASON_BAD}} aria-invalid="true" aria-describedby="light_reason-e"{{/REASON_BAD}}>{{LIGHT_REASON:pre_escape}}</textarea><p class="under"><span></span><span class="cc" data-for="light_reason">上限 500 字</span></p></div></section>
<section class="card step" id="s4"><h2>下一步措施</h2><div class="field{{#NEXT_BAD}} bad{{/NEXT_BAD}}"><label for="next_steps">下一步措施 <span class="opt">（黄灯、红灯必填）</span></label><p class="hint" id="next_steps-h">写明做什么、谁来做、何时完成。</p>{{#NEXT_BAD}}<p class="err" id="next_steps-e"><span class="vh">错误：</span>{{WHY}}</p>{{/NEXT_BAD}}
<textarea id="next_steps" name="next_steps" class="short" data-max="1000" aria-describedby="next_steps-h{{#NEXT_BAD}} next_steps-e{{/NEXT_BAD}}"{{#NEXT_BAD}} aria-invalid="true"{{/NEXT_BAD}}>{{NEXT_STEPS:pre_escape}}</textarea><p class="under"><span></span><span class="cc" data-for="next_steps">上限 1000 字</span></p></div></section>
{{>WORK_ITEMS}}
<section class="card step" id="s6"><h2 id="files" tabindex="-1">佐证材料</h2>{{>FILES_FORM}}</section>
</div>
<div class="bot"><button class="btn p" name="action" value="check">提交审核</button><button class="btn" name="action" value="save">保存草稿</button><button class="btn t hide" name="action" value="preview">预览</button><span class="sp"></span><span class="sm mut" role="status" id="saved">{{#SAVED}}草稿已于 <time datetime="{{SAVED_AT_ISO}}">{{SAVED_AT}}</time> 由 {{SAVED_NAME}} 保存{{/SAVED}}{{#UNSAVED}}尚未保存过草稿{{/UNSAVED}}</span></div>
</form>
<aside class="rail" aria-label="填报参考">
<section class="card toc np"><div class="hd"><h2>填写情况</h2></div><div class="bd">{{#STEP}}<a href="#s{{STEP_NO}}">{{STEP_NO}} {{STEP_NAME}}{{#DONE}}<span class="ok">{{STEP_WORD}}</span>{{/DONE}}{{#BAD}}<span class="no">{{STEP_WORD}}</span>{{/BAD}}{{#OPEN}}<span class="op">{{STEP_WORD}}</span>{{/OPEN}}</a>{{/STEP}}</div></section>
<section class="card"><div class="hd"><h2>上期已通过内容</h2></div><div class="bd sm">{{#BEFORE}}<p class="mut">{{BEFORE_PERIOD}}<i class="sep"></i>{{>BEFORE_LIGHT}}</p><p class="ml2">{{BEFORE_SHORT}}</p><p class="ml2"><a href="{{BEFORE_PATH}}" target="_blank" rel="noopener">在新窗口打开全文</a></p>{{/BEFORE}}{{#NO_BEFORE}}<p class="mut">以前各期还没有审核通过的内容。</p>{{/NO_BEFORE}}</div></section>
<section class="card"><div class="hd"><h2>任务原文</h2></div><div class="bd sm"><details><summary>展开原文</summary><div class="pre ml2">{{SOURCE:pre_escape}}</div></details></div></section>
{{#OTHERS}}<section class="card"><div class="hd"><h2>其他牵头单位的进展</h2></div><div class="bd sm"><ul class="ul">{{#OTHER}}<li>{{#READABLE}}<a href="{{OTHER_PATH}}" target="_blank" rel="noopener">{{OTHER_NAME}}</a>{{/READABLE}}{{#NOT_YET}}{{OTHER_NAME}}{{/NOT_YET}} {{>OTHER_STATUS}}</li>{{/OTHER}}</ul></div></section>{{/OTHERS}}
</aside></div>
