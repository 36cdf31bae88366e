{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>搜索</h1><p class="sub">任务的序号、标题、原文、单位，以及您可以查看的报送</p></div></div>
<form class="card flt" method="get" action="/search" role="search" aria-label="搜索任务和报送"><div class="g"><div><label for="q">关键词，几个词用空格隔开</label><input type="search" id="q" name="q" value="{{Q}}" maxlength="100"></div><div><button class="btn p" type="submit">搜索</button></div></div></form>
<div class="gap"></div>
{{#NOTHING_TYPED}}<div class="card empty"><p><b>请输入要找的词。</b></p><p class="mut">只输入序号（例如 29）直接打开该项任务。全角、半角和大小写不区分。</p></div>{{/NOTHING_TYPED}}
{{#TASKS}}<section class="card" aria-labelledby="h-t"><div class="hd"><h2 id="h-t">任务</h2><span class="mut" role="status">{{N}} 项</span></div><div class="bd">{{#NO_TASK}}<p class="mut">没有找到任务。可以换一个词，或到<a href="/dashboard">工作台</a>查看本单位任务。</p>{{/NO_TASK}}<ol>
{{#TASK}}<li class="hit"><a class="b" href="/plans/{{PLAN}}/tasks/{{NO}}">第{{NO}}项　{{TITLE}}</a> <span class="sm mut">{{LEADS}}</span>{{#LINE}}<p class="sm">{{#PIECE}}{{TEXT}}{{#FOUND}}<mark>{{WORD}}</mark>{{/FOUND}}{{/PIECE}}</p>{{/LINE}}</li>{{/TASK}}
</ol>{{#MORE}}<p class="mt">只列出前 {{SHOWN}} 项，<a href="{{ADDRESS}}">在台账中查看全部</a></p>{{/MORE}}</div></section>{{/TASKS}}
{{#REPORTS}}<section class="card" aria-labelledby="h-r"><div class="hd"><h2 id="h-r">报送</h2><span class="mut">{{N}} 件</span></div><div class="bd">{{#NO_REPORT}}<p class="mut">在您可以查看的报送中没有找到。尚未审核通过的报送，只有填报单位、督查室和审计员可以查看。</p>{{/NO_REPORT}}<ol>
{{#REPORT}}<li class="hit"><a class="b" href="{{ADDRESS}}">{{PERIOD}}　{{UNIT}}</a> <span class="sm mut">第{{NO}}项　{{TITLE}}</span> {{>STATUS}}{{#LINE}}<p class="sm">{{#PIECE}}{{TEXT}}{{#FOUND}}<mark>{{WORD}}</mark>{{/FOUND}}{{/PIECE}}</p>{{/LINE}}</li>{{/REPORT}}
</ol>{{#MORE}}<p class="mt">只列出最近的 {{SHOWN}} 件{{#LINK}}，<a href="{{ADDRESS}}">显示更多</a>{{/LINK}}</p>{{/MORE}}</div></section>{{/REPORTS}}
