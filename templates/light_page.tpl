{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">第 {{NO}} 项<i class="sep"></i><a href="{{TASK_ADDRESS}}">{{TASK}}</a></p><h1>{{PERIOD}}亮灯</h1><p class="sub">任务亮灯 {{>TASK_LIGHT}}{{#SEVERAL}}<i class="sep"></i>取各牵头单位中最重的{{/SEVERAL}}{{#FROZEN}}<i class="sep"></i>本报送期已冻结，以下为冻结时的情况{{/FROZEN}}</p></div>
<div class="acts">{{#EARLIER}}<a class="btn" href="{{TASK_ADDRESS}}/lights/{{CODE}}">上一期</a>{{/EARLIER}}{{#LATER}}<a class="btn" href="{{TASK_ADDRESS}}/lights/{{CODE}}">下一期</a>{{/LATER}}<a class="btn" href="/help/lights">亮灯规则</a></div></div>
{{#NO_LEADS}}<div class="card empty"><p><b>本任务没有单独报送，不亮灯。</b></p><p class="mut">原文未列明牵头单位，由各责任单位共同落实。</p></div>{{/NO_LEADS}}
{{#LEAD}}<section class="card" aria-labelledby="u{{UNIT_ID}}"><div class="hd"><h2 id="u{{UNIT_ID}}">{{UNIT}}{{#IS_OWN}} <span class="tag">本单位</span>{{/IS_OWN}}</h2><span>{{>STATUS}}</span></div><div class="bd">
<p class="big">{{>LIGHT}} {{#BY}}<span class="mut sm">{{WHO}}</span>{{/BY}}</p>
{{#NOT_ASKED}}<p class="mut ml2">本期不要求报送，不亮灯。</p>{{/NOT_ASKED}}
{{#NOT_YET}}<p class="mut ml2">尚未报送，还没有亮灯。截止 {{DUE}}。</p>{{/NOT_YET}}
{{#HIDDEN}}<p class="mut ml2">该报送尚未审核通过，暂不公开。</p>{{/HIDDEN}}
{{#STEPS}}<dl class="dl">{{#SYSTEM}}<dt>系统建议</dt><dd>{{>COMPUTED}}</dd>{{/SYSTEM}}{{#DECLARED}}<dt>单位自评</dt><dd>{{>OWN_LIGHT}}{{#WORDS}}<div class="pre sm">{{TEXT:pre_escape}}</div>{{/WORDS}}</dd>{{/DECLARED}}{{#DECIDED}}<dt>督查认定</dt><dd>{{>DECIDED_LIGHT}}</dd>{{/DECIDED}}</dl>{{/STEPS}}
{{#WHY}}<h3 class="mt">系统依据</h3><ul class="ul">{{#REASON}}<li>{{>REASON_LIGHT}} {{WORDS}}</li>{{/REASON}}</ul>{{#RULE}}<p class="sm mut ml2">{{WORDS}}</p>{{/RULE}}{{#FORECAST}}<p class="ml2"><b>{{WORDS}}</b></p>{{/FORECAST}}{{/WHY}}
{{#NO_WHY}}<p class="sm mut ml2">这份报送没有系统测算的记录。</p>{{/NO_WHY}}
{{#TARGETS}}<table class="tbl stk mt" role="table"><caption class="vh">{{UNIT}}量化目标：应达到与实际</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">指标</th><th scope="col" role="columnheader" class="num">实际 / 目标</th><th scope="col" role="columnheader">完成率（竖线为序时）</th><th scope="col" role="columnheader">判断</th></tr></thead><tbody role="rowgroup">{{#TARGET}}<tr role="row"><th scope="row" role="rowheader" class="full mid">{{SUBJECT}}<small class="dim sub2">{{KIND}}</small></th><td class="num nw mid" role="cell" data-l="实际 / 目标"><span>{{#KNOWN}}<b class="vv">{{VALUE}}</b>{{/KNOWN}}{{#UNKNOWN}}<span aria-hidden="true">—</span><span class="vh">无数据</span>{{/UNKNOWN}} <span class="mut">/ {{GOAL}} {{UNIT_WORD}}</span></span></td><td class="mid" role="cell" data-l="完成率"><div class="w100">{{>PROGRESS}}</div></td><td class="mid" role="cell" data-l="判断">{{>JUDGED}}</td></tr>{{/TARGET}}</tbody></table>{{/TARGETS}}
{{#CHARTS}}<div class="yrs">{{#CHART}}<figure><figcaption class="sm b">{{SUBJECT}}<span class="mut">（实线为审核通过的数值，虚线为序时）</span></figcaption>{{>YEAR}}</figure>{{/CHART}}</div>{{/CHARTS}}
<h3 class="mt">历次亮灯</h3><ol class="past">{{#PAST}}<li><a href="{{TASK_ADDRESS}}/lights/{{CODE}}"{{#HERE}} aria-current="page"{{/HERE}}>{{LABEL}}</a> {{>PAST_LIGHT}}{{#PAST_BY}}<small class="mut">{{WHO}}</small>{{/PAST_BY}}</li>{{/PAST}}</ol>
{{#READABLE}}<p class="mt sm"><a href="{{TASK_ADDRESS}}/reports/{{CODE}}/{{UNIT_ID}}">查看这份报送<span class="vh">：{{UNIT}}</span></a></p>{{/READABLE}}
</div></section>{{/LEAD}}
