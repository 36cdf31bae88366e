{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>正在办理的批示 {{N}} 件</h1><p class="sub">{{#ALL}}市领导的批示按单位跟踪：签收、反馈，由督查室核对后办结或退回重办。{{/ALL}}{{#OWN}}交本单位办理的批示：先签收，在时限前反馈办理情况，由督查室核对后办结。{{/OWN}}</p></div></div>
{{#NOTHING}}<div class="card"><div class="bd"><p><b>没有正在办理的批示。</b></p><p class="mut ml2">市领导在任务页或报送页用“批示”作出，交有关单位办理。</p></div></div>{{/NOTHING}}
{{#OPEN}}{{>ROWS}}{{/OPEN}}
{{#DONE}}<h2 class="mt">已办结</h2>{{>ROWS}}{{/DONE}}
