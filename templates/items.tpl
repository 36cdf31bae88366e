{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" role="alert" tabindex="-1" aria-labelledby="errs-h"><h2 id="errs-h">有 {{ERRORS_N}} 处需要修改，尚未保存</h2><ul>{{#ERROR}}<li><a href="#{{ERROR_FIELD}}">{{ERROR_TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#NOTICE}}<div class="note r" id="errs" role="alert" tabindex="-1"><p>{{NOTICE_TEXT}}</p></div>{{/NOTICE}}
<div class="ph"><div><p class="sm mut">第 {{NO}} 项<i class="sep"></i>{{TASK}}</p><h1>工作项目清单</h1><p class="sub">{{UNIT}}{{#COUNTS}}<i class="sep"></i>{{COUNTS_WORDS}}{{/COUNTS}}</p></div>
<div class="acts">{{#ADD}}<a class="btn p" href="{{PATH}}?edit=new#form">新增项目</a>{{/ADD}}{{#CONFIRM_ALL}}<form method="post" action="{{PATH}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}">{{#SEEN}}<input type="hidden" name="seen.{{SEEN_NO}}" value="{{SEEN_REV}}">{{/SEEN}}<button class="btn p" name="action" value="confirm_all">确认全部 {{CONFIRM_N}} 个项目</button></form>{{/CONFIRM_ALL}}<a class="btn" href="{{UNIT_LIST_PATH}}">本单位全部项目</a><a class="btn" href="{{TASK_ADDRESS}}">返回任务页</a></div></div>
<p class="only-print">打印人：{{PRINTED_BY}}　打印时间：{{PRINTED_AT}}</p>
{{#LEADS}}<nav class="tabs np" aria-label="牵头单位">{{#LEAD}}<a href="{{LEAD_PATH}}"{{#HERE}} aria-current="page"{{/HERE}}>{{LEAD_NAME}}</a>{{/LEAD}}</nav>{{/LEADS}}
{{#FORM}}<form class="card" method="post" action="{{PATH}}" id="form" novalidate data-draft="1"><div class="hd"><h2>{{#IS_ADD}}新增项目{{/IS_ADD}}{{#IS_CHANGE}}修改项目 {{FORM_NO}}{{/IS_CHANGE}}{{#IS_END}}移出清单：{{FORM_NO}}. {{FORM_NAME}}{{/IS_END}}</h2></div><div class="bd">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="item" value="{{FORM_NO}}"><input type="hidden" name="rev" value="{{REV}}">
{{#WAS_CONFIRMED}}<p class="note y">该项目已经督查确认。修改任何内容后，确认随之撤回，须由督查室重新确认。</p>{{/WAS_CONFIRMED}}
{{#IS_END}}<p class="hint">移出后不再计入清单，也不再报送进展；已报送的内容保留。</p>{{/IS_END}}
<div class="ifm">{{#FIELD}}<div class="field{{#WIDE}} wide{{/WIDE}}{{#BAD}} bad{{/BAD}}"><label for="{{F}}">{{LABEL}}{{#OPT}} <span class="opt">（{{OPT_WORDS}}）</span>{{/OPT}}</label>{{#BAD}}<p class="err" id="{{F}}-e"><span class="vh">错误：</span>{{WHY}}</p>{{/BAD}}
{{#LINE}}<input type="text" id="{{F}}" name="{{F}}" value="{{V:pre_escape}}" autocomplete="off"{{#LINE_BAD}} aria-invalid="true" aria-describedby="{{F}}-e"{{/LINE_BAD}}>{{/LINE}}
{{#AREA}}<textarea id="{{F}}" name="{{F}}" class="short" data-max="{{MOST}}"{{#AREA_BAD}} aria-invalid="true" aria-describedby="{{F}}-e"{{/AREA_BAD}}>{{V:pre_escape}}</textarea>{{/AREA}}
{{#THEIRS}}<p class="sm ml2"><b>现在的内容：</b><span class="pre">{{THEIRS_TEXT:pre_escape}}</span></p>{{/THEIRS}}</div>{{/FIELD}}</div>
<div class="row np"><button class="btn {{#IS_END}}w{{/IS_END}}{{#NOT_END}}p{{/NOT_END}}" name="action" value="{{ACTION}}">{{#IS_END}}移出清单{{/IS_END}}{{#NOT_END}}保存{{/NOT_END}}</button><a class="btn" href="{{PATH}}">取消</a></div>
</div></form>{{/FORM}}
{{#TABLE}}{{>ITEMS}}{{/TABLE}}
{{#EMPTY}}<div class="card"><div class="bd empty"><p><b>{{#OWN}}本单位{{/OWN}}{{#OTHER}}{{UNIT}}{{/OTHER}}尚未列出工作项目。</b></p><p class="mut">按照工作项目化、项目清单化、清单责任化、责任实效化的要求，把本任务分解成项目，写明责任人、起止时间和各季度预期成果；进展随每期报送填写。</p>{{#ADD}}<p><a class="btn p" href="{{PATH}}?edit=new#form">新增第一个项目</a></p>{{/ADD}}</div></div>{{/EMPTY}}
{{#ENDED_LIST}}<details class="np mt"><summary>已移出清单的项目（{{ENDED_N}} 个）</summary>{{>ENDED_ITEMS}}</details>{{/ENDED_LIST}}
<p class="hint np mt">状态和实际成果取自最近一期已提交或已通过的报送；未启动、推进中的项目过了完成日期即为超期，并计入亮灯。打印用 A4 横向。</p>
