{{%AUTOESCAPE context="HTML"}}
<div class="note fx{{#QUIET}} g{{/QUIET}}"><div>{{#WAITING}}<h2>待审核 {{N}} 件</h2><p class="mut">最早一件于 <time datetime="{{AT_ISO}}">{{AT}}</time> 提交（{{AGO}}）</p>{{/WAITING}}{{#QUIET}}<h2>没有待审核的报送</h2>{{/QUIET}}</div>{{#WAITING}}<a class="btn p np" href="/reviews">去审核</a>{{/WAITING}}</div>
{{>TODO}}
{{>LIGHTS}}
{{#UNITS}}<section class="card"><div class="hd"><h2>各单位报送情况（{{PERIOD}}）</h2><span class="sm mut">逾期的在前</span></div><div class="bd">{{>BEHIND}}{{#NONE_BEHIND}}<p class="mut">各单位本期都已报送并通过审核，没有逾期未报。</p>{{/NONE_BEHIND}}
{{#DONE}}<details class="ml2"><summary>已全部通过的 {{N}} 个单位</summary>{{>ROWS}}</details>{{/DONE}}</div></section>{{/UNITS}}
{{>ALARMS}}
