{{%AUTOESCAPE context="HTML"}}
<section class="card"><div class="hd"><h2>{{#STANDS_IN}}本室牵头任务的待办{{/STANDS_IN}}{{#OWN}}待办{{/OWN}}</h2>{{#SOME}}<span class="sm mut">{{N}} 项</span>{{/SOME}}</div>
{{#SOME}}<ol class="q todo">{{#ITEM}}<li><div><span class="tt">{{NO}}. {{TITLE}}</span><br><small class="mut">{{PERIOD}}<i class="sep"></i>截止 {{DUE}}<i class="sep"></i>{{LEFT}}</small>{{#BACK}}<p class="sm">{{NAME}} {{AT}} 退回：{{COMMENT}}</p>{{/BACK}}</div>{{>STATUS}} <a class="btn s{{#BACK}} p{{/BACK}}" href="{{ADDRESS}}">{{#MEND}}修改{{/MEND}}{{#GO_ON}}继续填写{{/GO_ON}}{{#FILL}}填报{{/FILL}}<span class="vh">第 {{NO}} 项 {{PERIOD}}</span></a></li>{{/ITEM}}</ol>{{/SOME}}
{{#DONE}}<div class="bd"><p><b>{{#ALL}}本期 {{N}} 项已全部提交。{{/ALL}}{{#NONE}}没有需要报送的任务。{{/NONE}}</b>{{#NEXT}}下一报送期 {{PERIOD}}，{{OPENS}}开放。{{/NEXT}}</p></div>{{/DONE}}
</section>
