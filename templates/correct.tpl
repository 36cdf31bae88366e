{{%AUTOESCAPE context="HTML"}}
{{#NEWER}}<div class="note y" id="errs" tabindex="-1" role="alert"><h2>其他人刚刚更正了这一条，您的更正还没有保存</h2><p>已有的更正列在下面。请核对后再次保存，将以您填写的为准。</p></div>{{/NEWER}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能更正，请先修改</h2><ul>{{#ERROR}}<li><a href="#{{FIELD}}">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
<div class="ph"><div><h1>{{TITLE}}</h1><p class="sub">{{TASK}}<i class="sep"></i>{{UNIT}}</p></div></div>
<p class="note">本报送期已冻结。下面是现在有效的内容，改动的项目会记为更正；冻结的数据保留不变。</p>
{{#SO_FAR}}<section class="card"><div class="hd"><h2>已有的更正</h2></div><div class="bd">{{>CORRECTIONS}}</div></section>{{/SO_FAR}}
<form class="card" method="post" action="{{ADDRESS}}" novalidate><div class="bd mt">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}">
<div class="field"><label for="narrative">进展情况</label><textarea id="narrative" name="narrative">{{NARRATIVE:pre_escape}}</textarea></div>
{{#AMOUNTS}}{{#AMOUNT}}<div class="field{{#BAD}} bad{{/BAD}}"><label for="value.{{ID}}">{{SUBJECT}} <span class="opt">（冻结值 {{FROZEN}}）</span></label>{{#BAD}}<p class="err" id="value.{{ID}}-err">{{WHY}}</p>{{/BAD}}<span class="unit"><input type="text" inputmode="decimal" id="value.{{ID}}" name="value.{{ID}}" value="{{TYPED}}"{{#BAD}} aria-invalid="true" aria-describedby="value.{{ID}}-err"{{/BAD}}>{{UNIT_WORD}}</span></div>{{/AMOUNT}}{{/AMOUNTS}}
<fieldset class="field" id="light" tabindex="-1"><legend class="lab">亮灯 <span class="opt">（冻结时为{{FROZEN_LIGHT}}）</span></legend><div class="radios"><label class="radio{{#IS_GREEN}} on{{/IS_GREEN}}"><input type="radio" name="light" value="green"{{#IS_GREEN}} checked{{/IS_GREEN}}>{{>GREEN}}</label><label class="radio{{#IS_YELLOW}} on{{/IS_YELLOW}}"><input type="radio" name="light" value="yellow"{{#IS_YELLOW}} checked{{/IS_YELLOW}}>{{>YELLOW}}</label><label class="radio{{#IS_RED}} on{{/IS_RED}}"><input type="radio" name="light" value="red"{{#IS_RED}} checked{{/IS_RED}}>{{>RED}}</label></div></fieldset>
<div class="field"><label for="next_steps">下一步措施</label><textarea id="next_steps" name="next_steps" class="short">{{NEXT_STEPS:pre_escape}}</textarea></div>
<div class="field{{#BAD_REASON}} bad{{/BAD_REASON}}"><label for="reason">更正理由 <span class="opt">（必填，200 字以内）</span></label>{{#BAD_REASON}}<p class="err" id="reason-err">{{WHY}}</p>{{/BAD_REASON}}<textarea id="reason" name="reason" class="short"{{#BAD_REASON}} aria-invalid="true" aria-describedby="reason-err"{{/BAD_REASON}}>{{REASON:pre_escape}}</textarea></div>
<div class="row"><button class="btn p" type="submit">保存更正</button><a class="btn t" href="{{PATH}}/frozen">返回</a></div></div></form>
