{{%AUTOESCAPE context="HTML"}}
<details class="card"{{#BAD}} open{{/BAD}}><summary>{{TITLE}}</summary><form class="bd" method="post" action="/admin/units/{{UNIT}}" novalidate><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="row" value="{{ROW}}">
{{#BAD}}<p class="err">{{WHY}}</p>{{/BAD}}
{{#NAME}}<div class="field"><label for="{{ACTION}}-{{ROW}}-name">名称</label><input type="text" id="{{ACTION}}-{{ROW}}-name" name="name" value="{{VALUE}}"></div>{{/NAME}}
{{#SHORT}}<div class="field"><label for="{{ACTION}}-{{ROW}}-short">简称</label><input type="text" id="{{ACTION}}-{{ROW}}-short" name="short" value="{{VALUE}}"></div>{{/SHORT}}
{{#OTHER}}<div class="field"><label for="{{ACTION}}-{{ROW}}-other">{{LABEL}}</label><select id="{{ACTION}}-{{ROW}}-other" name="other"><option value="">无</option>{{#OPTION}}<option value="{{ID}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>{{/OPTION}}</select></div>{{/OTHER}}
{{#DAY}}<div class="field"><label for="{{ACTION}}-{{ROW}}-day">自哪天起</label><input type="text" id="{{ACTION}}-{{ROW}}-day" name="day" value="{{VALUE}}"></div>{{/DAY}}
<div class="field"><label for="{{ACTION}}-{{ROW}}-reason">理由 <span class="opt">（500 字以内）</span></label><textarea class="short" id="{{ACTION}}-{{ROW}}-reason" name="reason">{{REASON:pre_escape}}</textarea></div>
<button class="btn w" type="submit" name="action" value="{{ACTION}}">{{TITLE}}</button></form></details>
