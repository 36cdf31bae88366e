{{%AUTOESCAPE context="HTML"}}
{{#NOW_FROZEN}}<div class="note r" id="errs" tabindex="-1" role="alert"><h2>本报送期已冻结，不能再延期</h2><p>填写的内容列在下面，可以复制。</p></div>{{/NOW_FROZEN}}
{{#NEWER}}<div class="note y" id="errs" tabindex="-1" role="alert"><h2>其他人刚刚修改了本报送期，延期还没有保存</h2><p>全市截止时间现为 {{CITY_DUE}}。请核对后再次保存。</p></div>{{/NEWER}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能保存，请先修改</h2><ul>{{#ERROR}}<li><a href="#{{FIELD}}">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
<div class="ph"><div><h1>{{TITLE}}</h1><p class="sub">全市截止时间 {{CITY_DUE}}；延期只对所选单位有效，其他单位不变</p></div></div>
<form class="card" method="post" action="{{PATH}}/extend" novalidate><div class="bd mt">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}">
<div class="fg"><div class="field{{#BAD_UNIT}} bad{{/BAD_UNIT}}"><label for="unit">单位</label>{{#BAD_UNIT}}<p class="err" id="unit-err">{{WHY}}</p>{{/BAD_UNIT}}<select id="unit" name="unit"{{#BAD_UNIT}} aria-invalid="true" aria-describedby="unit-err"{{/BAD_UNIT}}><option value="">请选择</option>{{#UNIT}}<option value="{{ID}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/UNIT}}</select></div>
<div class="field{{#BAD_DUE}} bad{{/BAD_DUE}}"><label for="due">延期后的截止时间</label>{{#BAD_DUE}}<p class="err" id="due-err">{{WHY}}</p>{{/BAD_DUE}}<input type="text" id="due" name="due" value="{{DUE}}" maxlength="60"{{#BAD_DUE}} aria-invalid="true" aria-describedby="due-err"{{/BAD_DUE}}></div></div>
<div class="field{{#BAD_REASON}} bad{{/BAD_REASON}}"><label for="reason">延期理由 <span class="opt">（200 字以内，该单位可见）</span></label>{{#BAD_REASON}}<p class="err" id="reason-err">{{WHY}}</p>{{/BAD_REASON}}<textarea id="reason" name="reason" class="short"{{#BAD_REASON}} aria-invalid="true" aria-describedby="reason-err"{{/BAD_REASON}}>{{REASON:pre_escape}}</textarea></div>
<div class="row"><button class="btn p" type="submit">保存延期</button><a class="btn t" href="{{PATH}}">返回</a></div></div></form>
