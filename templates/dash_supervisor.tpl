{{%AUTOESCAPE context="HTML"}}
<div class="note fx{{#QUIET}} g{{/QUIET}}"><div>{{#WAITING}}<h2>待审核 {{N}} 件</h2><p class="mut">最早一件于 <time datetime="{{AT_ISO}}">{{AT}}</time> 提交（{{AGO}}）</p>{{/WAITING}}{{#QUIET}}<h2>没有待审核的报送</h2>{{/QUIET}}</div>{{#WAITING}}<a class="btn p np" href="/reviews">去审核</a>{{/WAITING}}</div>
{{#DOUBTS}}<div class="note fx"><div><h2>待核目标 {{OPEN_N}} 个</h2><p class="mut">核定前不计入完成率和系统亮灯{{#DOUBTFUL}}，其中 {{DOUBTFUL_N}} 个数字疑似有误{{/DOUBTFUL}}</p></div><a class="btn np" href="{{TARGETS}}">去核定</a></div>{{/DOUBTS}}
{{#APPLICATIONS}}<div class="note fx"><div><h2>待审批的申请 {{APPLICATIONS_N}} 件</h2><p class="mut">延期、调整、异议、销号</p></div><a class="btn np" href="/applications">去审批</a></div>{{/APPLICATIONS}}
{{>INSTRUCTIONS}}{{>PROBLEMS}}{{>TODO}}
{{>LIGHTS}}{{>CHANGES}}
{{>ALARMS}}
{{#UNITS}}<section class="card"><div class="hd"><h2>各单位报送情况（{{PERIOD}}）</h2><span class="sm mut">逾期的在前</span><a class="sm np" href="/burden">填报负担</a></div><div class="bd">{{#URGING}}<details class="np"><summary>催报文字（{{URGING_N}} 个单位，可复制）</summary><textarea readonly class="short" aria-label="催报文字">{{URGING_WORDS:pre_escape}}</textarea></details>{{/URGING}}{{>BEHIND}}{{#NONE_BEHIND}}<p class="mut">各单位本期都已报送并通过审核，没有逾期未报。</p>{{/NONE_BEHIND}}
{{#DONE}}<details class="ml2"><summary>已全部通过的 {{N}} 个单位</summary>{{>ROWS}}</details>{{/DONE}}</div></section>{{/UNITS}}
