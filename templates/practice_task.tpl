{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>报送经验做法</h1><p class="sub">先选择这一做法所属的任务</p></div></div>
{{#SOME}}<form class="card" method="get" action="/practices/new"><div class="bd mt"><div class="field"><label for="task">任务 <span class="opt">（本单位牵头或参与的）</span></label><select id="task" name="task">{{#TASK}}<option value="{{NO}}">{{NO}}. {{TITLE}}</option>{{/TASK}}</select></div><div class="row"><button class="btn p" type="submit">下一步</button><a class="btn t" href="/practices">返回</a></div></div></form>{{/SOME}}
{{#NONE}}<div class="card"><div class="bd empty"><p><b>本单位没有牵头或参与的任务。</b></p></div></div>{{/NONE}}
